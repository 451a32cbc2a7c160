// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A line of the delivery log.
 *
 * @param attempts all that were made, also on earlier schedules
 * @param lastStatus of the latest answer, where there was one
 * @param lastError of the latest attempt; empty where an answer came
 */
public record DeliveryEntry(
        long id,
        UUID subscription,
        String eventId,
        String kind,
        String lane,
        String series,
        DeliveryState state,
        String reason,
        int attempts,
        OptionalInt lastStatus,
        String lastError,
        Optional<Instant> nextTry,
        Instant createdAt,
        Optional<Instant> finishedAt) {}
