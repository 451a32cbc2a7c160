// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.core.subscription.Destination;
import io.tidewatch.core.subscription.SigningSecret;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A due delivery that a worker holds until its lease ends.
 *
 * @param failures failed tries on the present schedule
 * @param secrets the newest first, at least one
 * @param credential the subscription's
 * @param epoch the subscription's
 */
public record TakenDelivery(
        long id,
        UUID subscription,
        String eventId,
        String kind,
        String lane,
        String contentType,
        String body,
        int failures,
        Destination url,
        List<SigningSecret> secrets,
        Optional<String> credential,
        int epoch,
        UUID lease) {}
