// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.delivery;

import io.tidewatch.storage.delivery.Attempt;
import io.tidewatch.storage.delivery.DeliveryEntry;
import io.tidewatch.storage.delivery.DeliveryLog;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A line of the delivery log.
 *
 * @param webhookId the event's id, the same at each try
 * @param lane the alert's id
 */
public record DeliveryJson(
        String id,
        String subscription,
        String webhookId,
        String type,
        String lane,
        String series,
        String state,
        String reason,
        int attempts,
        @Nullable Integer lastStatus,
        String lastError,
        @Nullable Instant nextTry,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    static DeliveryJson of(DeliveryEntry entry) {
        return new DeliveryJson(
                Long.toString(entry.id()),
                entry.subscription().toString(),
                entry.eventId(),
                entry.kind(),
                entry.lane(),
                entry.series(),
                entry.state().slug(),
                entry.reason(),
                entry.attempts(),
                number(entry.lastStatus()),
                entry.lastError(),
                entry.nextTry().orElse(null),
                entry.createdAt(),
                entry.finishedAt().orElse(null));
    }

    /** With the body and every try, the newest first. */
    public record DetailJson(DeliveryJson delivery, String contentType, String body, List<AttemptJson> attempts) {
        static DetailJson of(DeliveryLog.Detail detail) {
            return new DetailJson(
                    DeliveryJson.of(detail.entry()),
                    detail.contentType(),
                    detail.body(),
                    detail.attempts().stream().map(AttemptJson::of).toList());
        }
    }

    /** @param response status line, headers and body, cut */
    public record AttemptJson(
            Instant startedAt,
            long durationMillis,
            String outcome,
            @Nullable Integer status,
            String url,
            String requestHeaders,
            String response,
            String error,
            @Nullable Instant nextTry) {
        static AttemptJson of(Attempt attempt) {
            return new AttemptJson(
                    attempt.startedAt(),
                    attempt.duration().toMillis(),
                    attempt.outcome(),
                    number(attempt.status()),
                    attempt.url(),
                    attempt.requestHeaders(),
                    attempt.response(),
                    attempt.error(),
                    attempt.nextTry().orElse(null));
        }
    }

    private static @Nullable Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
