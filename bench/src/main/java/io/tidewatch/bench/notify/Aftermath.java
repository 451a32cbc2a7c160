// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.notify;

import io.tidewatch.storage.database.Database;
import java.util.List;

/** What the notifier's own tables say of a run. */
final class Aftermath {
    private static final String OPEN = """
            from delivery d join subscription s on s.id = d.subscription_id
            left join endpoint_health h on h.subscription_id = s.id
            where d.state in ('waiting', 'queued') and h.disabled_epoch is distinct from s.epoch
            """;
    private static final String ROUTED = """
            select format('events taken in and routed: %s, %s a second', count(*),
                round(count(*) / greatest(1, extract(epoch from max(created_at) - min(created_at)))))
            from delivery
            """;
    private static final String TRIES = """
            select format('  %s: %s%s: %s tries, %s ms each', s.name, a.outcome, ' ' || a.status, count(*),
                round(avg(a.duration_ms)))
            from delivery_attempt a join delivery d on d.id = a.delivery_id join subscription s on s.id = d.subscription_id
            group by s.name, a.outcome, a.status order by split_part(s.name, ' ', 1)::int, count(*) desc
            """;
    /** A try that a killed process had begun left no row, so what comes after it says nothing of the schedule. */
    private static final String SCHEDULE = """
            select format('tries that the schedule set: %s, begun before their time %s, late by p50 %s ms, p99 %s ms', count(*),
                count(*) filter (where late < 0), round(1000 * percentile_disc(0.5) within group (order by late)),
                round(1000 * percentile_disc(0.99) within group (order by late)))
            from (select extract(epoch from lead(started_at) over (partition by delivery_id order by id) - next_try) as late
                  from delivery_attempt) as t
            where late is not null
            """;

    private static final String DISABLED = """
            select format('switched off: %s, %s', s.name, h.disabled_reason)
            from endpoint_health h join subscription s on s.id = h.subscription_id where h.disabled_epoch = s.epoch
            """;

    private final Database database;

    Aftermath(Database database) {
        this.database = database;
    }

    /** Deliveries that are still to be made, but for those to a receiver that was switched off. */
    long open() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) " + OPEN)
                        .mapTo(Long.class)
                        .one());
    }

    List<String> lines() {
        return database.jdbi()
                .withHandle(handle -> List.of(ROUTED, SCHEDULE, DISABLED, TRIES).stream()
                        .flatMap(sql -> handle.createQuery(sql).mapTo(String.class).list().stream())
                        .toList());
    }
}
