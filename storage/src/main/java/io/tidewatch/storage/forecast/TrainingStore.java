// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.storage.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Training runs: which exist, and how far each is. {@link WorkList} does their work, {@link Bundles} ends them. */
public final class TrainingStore {
    private static final long SCHEDULER_LOCK = 7_303;
    private static final String SELECT = "select r.*, i.* from training_run r cross join lateral (select "
            + "count(*) filter (where state = 'waiting') as n_waiting, count(*) filter (where state = 'done') as n_done, "
            + "count(*) filter (where state = 'skipped') as n_skipped, count(*) filter (where state = 'failed') as n_failed "
            + "from training_item where run_id = r.id) i ";
    private final Database database;

    public TrainingStore(Database database) {
        this.database = database;
    }

    /**
     * Runs an action while no other process does the same.
     *
     * @return false where another one is at it; then nothing was done
     */
    public boolean asScheduler(Runnable action) {
        // A connection of its own: the action's transactions must not become part of the one that holds the lock.
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select pg_try_advisory_xact_lock(" + SCHEDULER_LOCK + ")")) {
                boolean mine = row.next() && row.getBoolean(1);
                if (mine) {
                    action.run();
                }
                return mine;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the scheduler's lock can't be had: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a run over all series that the KPI has now.
     *
     * @param trainedTo a local midnight, UTC microseconds
     * @param request that asked for it, if one did
     * @return empty where the KPI has no series, or a run of it is still going
     */
    public Optional<TrainingRun> schedule(
            String kpi, RunCause cause, long trainedTo, OptionalLong request, Instant now) {
        return schedule(kpi, cause, trainedTo, request, OptionalLong.empty(), now);
    }

    /**
     * As {@link #schedule(String, RunCause, long, OptionalLong, Instant)}.
     *
     * @param base run of the version whose choices it goes on from; the champion's where empty
     */
    public Optional<TrainingRun> schedule(
            String kpi, RunCause cause, long trainedTo, OptionalLong request, OptionalLong base, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            Optional<Long> id = transaction
                    .createQuery(
                            "insert into training_run (kpi, version, cause, state, trained_to, request_id, created_at, base_run) "
                                    + "select ?, coalesce((select max(version) from training_run where kpi = ?), 0) + 1, ?, 'running', "
                                    + "?, ?, ?, coalesce(?, (select run_id from model_version where kpi = ? and state = 'champion')) where exists (select from series where kpi = ?) on conflict do nothing returning id")
                    .bind(0, kpi)
                    .bind(1, kpi)
                    .bind(2, cause.slug())
                    .bind(3, ForecastRows.time(trainedTo))
                    .bind(4, request.isPresent() ? (Long) request.getAsLong() : null)
                    .bind(5, now)
                    .bind(6, base.isPresent() ? (Long) base.getAsLong() : null)
                    .bind(7, kpi)
                    .bind(8, kpi)
                    .mapTo(Long.class)
                    .findOne();
            id.ifPresent(run -> transaction.execute(
                    "insert into training_item (run_id, series_id) select ?, id from series where kpi = ?", run, kpi));
            return id.flatMap(run -> find(transaction, run));
        });
    }

    public Optional<TrainingRun> find(long id) {
        return database.jdbi().withHandle(handle -> find(handle, id));
    }

    /** The newest first. */
    public List<TrainingRun> runs(String kpi, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "where r.kpi = ? order by r.id desc limit ?")
                        .bind(0, kpi)
                        .bind(1, limit)
                        .map((row, context) -> read(row))
                        .list());
    }

    /** Of all KPIs, those that are going; the oldest first. */
    public List<TrainingRun> running() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "where r.state = 'running' order by r.id")
                        .map((row, context) -> read(row))
                        .list());
    }

    /** KPIs that a run of is going. */
    public Set<String> training() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select kpi from training_run where state = 'running'")
                        .mapTo(String.class)
                        .set());
    }

    /** Up to when the newest run of each KPI looked, whatever became of it, UTC microseconds; KPIs without a run are absent. */
    public Map<String, Long> lastTrainedTo() {
        Map<String, Long> last = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "select kpi, max(trained_to) as trained_to from training_run group by kpi")
                        .map((row, context) -> Map.entry(row.getString("kpi"), ForecastRows.micros(row, "trained_to")))
                        .forEach(entry -> last.put(entry.getKey(), entry.getValue())));
        return last;
    }

    /** Of each KPI that has a champion the midnight up to which it was trained, UTC microseconds. */
    public Map<String, Long> servedTo() {
        Map<String, Long> served = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "select kpi, trained_to from model_version where state = 'champion'")
                        .map((row, context) -> Map.entry(row.getString("kpi"), ForecastRows.micros(row, "trained_to")))
                        .forEach(entry -> served.put(entry.getKey(), entry.getValue())));
        return served;
    }

    /** The series that a run went on without, by id. */
    public List<SetAside> setAside(long runId, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select series_id, state, reason from training_item where run_id = ? and state in "
                                        + "('skipped', 'failed') order by state, series_id limit ?")
                        .bind(0, runId)
                        .bind(1, limit)
                        .map((row, context) -> new SetAside(
                                new SeriesId(row.getLong("series_id")),
                                "failed".equals(row.getString("state")),
                                row.getString("reason")))
                        .list());
    }

    /**
     * What is stored of a KPI; empty without points.
     *
     * @param before up to when {@link Extent#reach} looks, UTC microseconds
     */
    public Optional<Extent> extent(String kpi, long before) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select min(p.first) as first, max(p.last) as last, count(p.first) as series, "
                                        + "sum(extract(epoch from least(p.last, ?)))::float8 as reach from series s "
                                        + "cross join lateral (select (select time from point where series_id = s.id order by time limit "
                                        + "1) as first, (select time from point where series_id = s.id order by time desc limit 1) as "
                                        + "last) p where s.kpi = ? having count(p.first) > 0")
                        .bind(0, ForecastRows.time(before))
                        .bind(1, kpi)
                        .map((row, context) -> new Extent(
                                ForecastRows.micros(row, "first"),
                                ForecastRows.micros(row, "last"),
                                row.getInt("series"),
                                row.getDouble("reach")))
                        .findOne());
    }

    /**
     * Which points of a KPI there are.
     *
     * @param first event time of the oldest point, like {@code last} UTC microseconds
     * @param series how many have points
     * @param reach changes whenever a series grows that had not come up to the time that was asked about
     */
    public record Extent(long first, long last, int series, double reach) {
        /** Whether nothing that a training up to the time asked about would see has come since. */
        public boolean restsSince(Extent earlier) {
            return first == earlier.first && series == earlier.series && reach == earlier.reach;
        }
    }

    /**
     * Forgets forecasts and work lists of versions that no longer serve; runs and versions stay listed.
     *
     * @return forecasts removed
     */
    public int prune(Instant finishedBefore) {
        return database.jdbi().inTransaction(transaction -> {
            String old =
                    " where run_id in (select r.id from training_run r left join model_version m on m.run_id = r.id "
                            + "where r.finished_at < ? and m.state is distinct from 'champion')";
            transaction.execute("delete from training_item" + old, finishedBefore);
            return transaction.execute("delete from forecast" + old, finishedBefore);
        });
    }

    static Optional<TrainingRun> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "where r.id = ?")
                .bind(0, id)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static TrainingRun read(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        @Nullable Long request = row.getObject("request_id", Long.class);
        return new TrainingRun(
                row.getLong("id"),
                row.getString("kpi"),
                row.getLong("version"),
                RunCause.ofSlug(row.getString("cause")),
                RunState.ofSlug(row.getString("state")),
                ForecastRows.micros(row, "trained_to"),
                request == null ? OptionalLong.empty() : OptionalLong.of(request),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(finished).map(OffsetDateTime::toInstant),
                new TrainingRun.Progress(
                        row.getInt("n_waiting"),
                        row.getInt("n_done"),
                        row.getInt("n_skipped"),
                        row.getInt("n_failed")));
    }
}
