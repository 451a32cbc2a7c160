// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.replay;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.storage.database.Database;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the replay role found: a part for each series, so that an interrupted job goes on where it was, and the whole. JSON texts. */
public final class ReplayStore {
    private final Database database;

    public ReplayStore(Database database) {
        this.database = database;
    }

    /** Doing so again changes nothing. */
    public void savePart(long request, SeriesId series, String outcome) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into replay_part (request_id, series_id, outcome) values (?, ?, cast(? as json))"
                                + " on conflict do nothing",
                        request,
                        series.value(),
                        outcome));
    }

    /** Of a job, by series. */
    public Map<SeriesId, String> parts(long request) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select series_id, outcome from replay_part where request_id = ?")
                        .bind(0, request)
                        .reduceRows(new TreeMap<SeriesId, String>(), (all, row) -> {
                            all.put(
                                    new SeriesId(row.getColumn("series_id", Long.class)),
                                    row.getColumn("outcome", String.class));
                            return all;
                        }));
    }

    /** Stores the whole, in place of an earlier one; the parts go. */
    public void saveResult(long request, String result, Instant now) {
        database.jdbi().useTransaction(transaction -> {
            transaction.execute(
                    "insert into replay_result (request_id, result, created_at) values (?, cast(? as json), ?)"
                            + " on conflict (request_id) do update set result = excluded.result",
                    request,
                    result,
                    now);
            transaction.execute("delete from replay_part where request_id = ?", request);
        });
    }

    /** Empty until the job is done, and when it has been forgotten. */
    public Optional<String> result(long request) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select result from replay_result where request_id = ?")
                        .bind(0, request)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Forgets results from before a time, and what is left of jobs that ended without one. */
    public void forget(Instant before) {
        database.jdbi().useTransaction(transaction -> {
            transaction.execute("delete from replay_result where created_at < ?", before);
            transaction.execute("delete from replay_part p using request r where r.id = p.request_id"
                    + " and r.state not in ('waiting', 'running')");
        });
    }
}
