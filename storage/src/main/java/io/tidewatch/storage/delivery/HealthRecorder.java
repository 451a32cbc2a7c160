// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps each receiver's record and switches it off when it is gone or has failed for too long. */
final class HealthRecorder {
    /** How exactly the last success is known while there are many. */
    private static final Duration SUCCESS_EVERY = Duration.ofSeconds(1);

    private final Duration disableAfter;

    /** What one batch says of one receiver: all that matters is how it ended. */
    private record Change(
            int epoch, boolean success, int failures, Optional<Instant> holdUntil, Optional<String> gone) {
        Change then(AttemptReport report) {
            int newEpoch = report.delivery().epoch();
            return switch (report.end()) {
                case AttemptEnd.Delivered() -> new Change(newEpoch, true, 0, holdUntil, gone);
                case AttemptEnd.Retry(Instant at, Optional<Instant> hold) ->
                    new Change(newEpoch, success, failures + 1, hold.or(() -> holdUntil), gone);
                case AttemptEnd.Exhausted(String reason) ->
                    new Change(newEpoch, success, failures + 1, holdUntil, gone);
                case AttemptEnd.Gone(String reason) ->
                    new Change(newEpoch, success, failures + 1, holdUntil, Optional.of(reason));
            };
        }
    }

    HealthRecorder(Duration disableAfter) {
        this.disableAfter = disableAfter;
    }

    void record(Handle transaction, List<AttemptReport> reports, Instant now) {
        // In order of subscription, as every process does it, so that two batches can't wait for each other.
        TreeMap<UUID, Change> changes = new TreeMap<>();
        for (AttemptReport report : reports) {
            UUID id = report.delivery().subscription();
            Change before = changes.getOrDefault(id, new Change(0, false, 0, Optional.empty(), Optional.empty()));
            changes.put(id, before.then(report));
        }
        Set<UUID> fine = fine(transaction, changes.keySet(), now);
        changes.forEach((id, change) -> {
            if (change.success() && !(fine.contains(id) && change.failures() == 0)) {
                succeeded(transaction, id, now);
            }
            recordFailures(transaction, id, change, now);
        });
    }

    /**
     * Those whose record says already that all is well, and since just now. Writing it again would have all processes wait for
     * one another's commits.
     */
    private static Set<UUID> fine(Handle transaction, Set<UUID> ids, Instant now) {
        return Set.copyOf(transaction
                .createQuery("select subscription_id from endpoint_health where subscription_id = any(:ids) and "
                        + "failures = 0 and failing_since is null and last_success > :justNow")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("justNow", now.minus(SUCCESS_EVERY))
                .mapTo(UUID.class)
                .list());
    }

    private void recordFailures(Handle transaction, UUID id, Change change, Instant now) {
        if (change.failures() > 0) {
            failed(transaction, id, change, now);
        }
        change.gone().ifPresent(reason -> disable(transaction, id, change.epoch(), reason, now));
    }

    private static void succeeded(Handle transaction, UUID id, Instant now) {
        transaction.execute(
                "insert into endpoint_health (subscription_id, last_success) select id, ? from subscription where id = ? "
                        + "on conflict (subscription_id) do update set last_success = excluded.last_success, "
                        + "failing_since = null, failures = 0",
                now,
                id);
    }

    private void failed(Handle transaction, UUID id, Change change, Instant now) {
        transaction.execute(
                "insert into endpoint_health (subscription_id, last_failure, failing_since, failures, hold_until) "
                        + "select id, ?, ?, ?, ? from subscription where id = ? "
                        + "on conflict (subscription_id) do update set last_failure = excluded.last_failure, "
                        + "failing_since = coalesce(endpoint_health.failing_since, excluded.failing_since), "
                        + "failures = endpoint_health.failures + excluded.failures, "
                        + "hold_until = greatest(endpoint_health.hold_until, excluded.hold_until)",
                now,
                now,
                change.failures(),
                change.holdUntil().orElse(null),
                id);
        boolean tooLong = transaction
                .createQuery("select failing_since <= ? from endpoint_health where subscription_id = ?")
                .bind(0, now.minus(disableAfter))
                .bind(1, id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        if (tooLong) {
            disable(
                    transaction,
                    id,
                    change.epoch(),
                    "every delivery has failed for " + disableAfter.toDays() + " days",
                    now);
        }
    }

    private static void disable(Handle transaction, UUID id, int epoch, String reason, Instant now) {
        int disabled = transaction.execute(
                "update endpoint_health set disabled_epoch = ?, disabled_at = ?, disabled_reason = ?, failing_since = null "
                        + "where subscription_id = ? and disabled_epoch is distinct from ?",
                epoch,
                now,
                reason,
                id,
                epoch);
        if (disabled == 1) {
            transaction.execute(
                    "insert into subscription_notice (subscription_id, at, message) values (?, ?, ?)",
                    id,
                    now,
                    "Switched off: " + reason + ". What comes meanwhile waits; resume the subscription once its "
                            + "receiver works again.");
        }
    }
}
