// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Sends what was held back. */
final class Revealing {
    private Revealing() {}

    /** All that was held back of the alert, in order: into its lane, or to a group. */
    static void reveal(Handle transaction, Knowledge known, ToldAlerts.Look.Reveal reveal, Instant now) {
        Lanes lanes = Lanes.of(known.subscription(), reveal.lane());
        lanes.lock(transaction);
        switch (reveal.placing()) {
            case Placing.Due() -> {
                transaction.execute(
                        "update delivery set state = 'queued', reason = ?, next_try = ?, lane = ?, finished_at = null "
                                + "where subscription_id = ? and lane = ? and state = 'silenced'",
                        reveal.reason(),
                        now,
                        reveal.lane(),
                        known.subscription(),
                        known.alert());
                lanes.promote(transaction, now);
            }
            case Placing.Gathered(Instant until) ->
                transaction.execute(
                        "update delivery set state = 'gathering', reason = ?, lane = ?, finished_at = null, next_try = "
                                + "coalesce((select min(g.next_try) from delivery g where g.subscription_id = ? and g.lane = ? "
                                + "and g.state = 'gathering'), ?) where subscription_id = ? and lane = ? and state = 'silenced'",
                        reveal.reason(),
                        reveal.lane(),
                        known.subscription(),
                        reveal.lane(),
                        until,
                        known.subscription(),
                        known.alert());
            case Placing.Held held -> throw new IllegalArgumentException("what is revealed is not held back");
        }
    }
}
