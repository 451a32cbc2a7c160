// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event for a subscription.
 *
 * @param eventId with the subscription it is unique; also the webhook-id
 * @param kind the event's slug
 * @param lane what is of one lane goes to one subscription in order: the alert, or the group that it is gathered in
 * @param series in canonical form, for the log
 * @param alert whose event it is, where the subscription's knowledge of it is kept
 * @param repeatAt when it is to be told again, unless it ends before
 */
public record NewDelivery(
        UUID subscription,
        String eventId,
        String kind,
        String lane,
        String series,
        String contentType,
        String body,
        Placing placing,
        Optional<String> alert,
        Optional<Instant> repeatAt) {}
