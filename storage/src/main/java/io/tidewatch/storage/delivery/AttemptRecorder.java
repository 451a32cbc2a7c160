// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes tries down: the log, the deliveries, what follows in their lanes, the receivers' health. */
final class AttemptRecorder {
    private final HealthRecorder health;

    AttemptRecorder(Duration disableAfter) {
        this.health = new HealthRecorder(disableAfter);
    }

    void record(Handle transaction, List<AttemptReport> reports, Instant now) {
        Lanes lanes =
                Lanes.ofTaken(reports.stream().map(AttemptReport::delivery).toList());
        lanes.lock(transaction);
        log(transaction, reports);
        end(transaction, reports, now);
        lanes.promote(transaction, now);
        health.record(transaction, reports, now);
    }

    private static void log(Handle transaction, List<AttemptReport> reports) {
        // The delivery may be gone, with its subscription.
        PreparedBatch batch = transaction.prepareBatch(
                "insert into delivery_attempt (delivery_id, started_at, duration_ms, outcome, status, url, request_headers, "
                        + "response, error, next_try) select d.id, ?, ?, ?, ?, ?, ?, ?, ?, ? from delivery d where d.id = ?");
        for (AttemptReport report : reports) {
            Attempt attempt = report.attempt();
            batch.bind(0, attempt.startedAt())
                    .bind(1, (int)
                            Math.min(Integer.MAX_VALUE, attempt.duration().toMillis()))
                    .bind(2, attempt.outcome())
                    .bindBySqlType(3, orNull(attempt.status()), Types.INTEGER)
                    .bind(4, attempt.url())
                    .bind(5, attempt.requestHeaders())
                    .bind(6, storable(attempt.response()))
                    .bind(7, storable(attempt.error()))
                    .bind(8, attempt.nextTry().orElse(null))
                    .bind(9, report.delivery().id())
                    .add();
        }
        batch.execute();
    }

    private static @Nullable Integer orNull(OptionalInt status) {
        return status.isPresent() ? status.getAsInt() : null;
    }

    /** PostgreSQL's text holds no NUL, and a receiver's answer may. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static void end(Handle transaction, List<AttemptReport> reports, Instant now) {
        PreparedBatch batch = transaction.prepareBatch(
                "update delivery set state = :state, reason = :reason, failures = failures + :failed, next_try = "
                        + "coalesce(:next, next_try), lease = null, finished_at = :finished "
                        + "where id = :id and state = 'waiting' and (lease = :lease or :state = 'delivered')");
        for (AttemptReport report : reports) {
            DeliveryState state = state(report.end());
            batch.bind("state", state.slug())
                    .bind("reason", reason(report.end()))
                    .bind("failed", state == DeliveryState.DELIVERED ? 0 : 1)
                    .bind("next", next(report.end(), now).orElse(null))
                    .bind("finished", state == DeliveryState.WAITING ? null : now)
                    .bind("id", report.delivery().id())
                    .bind("lease", report.delivery().lease())
                    .add();
        }
        batch.execute();
    }

    private static DeliveryState state(AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.Delivered() -> DeliveryState.DELIVERED;
            case AttemptEnd.Retry(Instant at, Optional<Instant> hold) -> DeliveryState.WAITING;
            case AttemptEnd.Exhausted(String reason) -> DeliveryState.EXHAUSTED;
            case AttemptEnd.Gone(String reason) -> DeliveryState.WAITING;
        };
    }

    private static String reason(AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.Delivered() -> "";
            case AttemptEnd.Retry(Instant at, Optional<Instant> hold) -> "";
            case AttemptEnd.Exhausted(String reason) -> reason;
            case AttemptEnd.Gone(String reason) -> reason;
        };
    }

    private static Optional<Instant> next(AttemptEnd end, Instant now) {
        return switch (end) {
            case AttemptEnd.Delivered() -> Optional.empty();
            case AttemptEnd.Retry(Instant at, Optional<Instant> hold) -> Optional.of(at);
            case AttemptEnd.Exhausted(String reason) -> Optional.empty();
            case AttemptEnd.Gone(String reason) -> Optional.of(now);
        };
    }
}
