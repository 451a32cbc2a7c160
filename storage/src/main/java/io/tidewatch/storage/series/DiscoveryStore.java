// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.series;

import io.tidewatch.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** KPIs whose points came before anybody had made them: ingest writes them down, the desk makes them. */
public final class DiscoveryStore {
    /** Makes the count exact where several processes write. */
    private static final long LOCK = 7_311;

    private final Database database;

    public DiscoveryStore(Database database) {
        this.database = database;
    }

    /**
     * Writes down those that are new, as long as the limit allows.
     *
     * @param door where they came in
     * @param daily the most within a day, over all processes
     * @return those that are written down now, whenever that was
     * @throws RuntimeException where the database is away; then none is
     */
    public Set<String> want(Collection<String> names, String door, Instant now, int daily) {
        return database.jdbi().inTransaction(transaction -> {
            Set<String> there = known(transaction, names);
            if (there.size() == names.size()) {
                return there;
            }
            transaction.execute("select pg_advisory_xact_lock(?)", LOCK);
            there.addAll(known(transaction, names));
            long room = daily - since(transaction, now.minus(Duration.ofDays(1)));
            for (String name : names.stream().sorted().toList()) {
                if (room > 0 && there.add(name)) {
                    transaction.execute(
                            "insert into discovered_kpi (name, door, seen_at) values (?, ?, ?)", name, door, now);
                    room--;
                }
            }
            return there;
        });
    }

    /** Those that nobody has made yet, the oldest first. */
    public List<String> waiting(int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select d.name from discovered_kpi d where not exists "
                                + "(select from kpi k where k.name = d.name) order by d.seen_at, d.name limit ?")
                        .bind(0, most)
                        .mapTo(String.class)
                        .list());
    }

    private static Set<String> known(Handle handle, Collection<String> names) {
        return new HashSet<>(handle.createQuery("select name from discovered_kpi where name = any(?)")
                .bindArray(0, String.class, List.copyOf(names))
                .mapTo(String.class)
                .list());
    }

    private static long since(Handle handle, Instant since) {
        return handle.createQuery("select count(*) from discovered_kpi where seen_at > ?")
                .bind(0, since)
                .mapTo(Long.class)
                .one();
    }
}
