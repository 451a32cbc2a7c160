// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.score;

import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.ScoresMessage;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Scores that were kept: the newest that was served for a point stands. */
public final class ScoreStore {
    private final Database database;

    public ScoreStore(Database database) {
        this.database = database;
    }

    private record Row(SeriesId series, ServedScore score) {}

    private record Place(SeriesId series, long at) {}

    /** Takes scores in; of several for one point the last wins. Not a finite bound: left out. */
    public void record(List<ScoresMessage> messages) {
        Map<Place, Row> rows = new LinkedHashMap<>();
        for (ScoresMessage message : messages) {
            for (ServedScore score : message.scores()) {
                if (finite(score)) {
                    rows.put(new Place(message.series(), score.at()), new Row(message.series(), score));
                }
            }
        }
        if (!rows.isEmpty()) {
            write("kept_score", List.copyOf(rows.values()));
        }
    }

    /** As {@link #record}, of scores that a replay computed; they stand where none was kept in life. */
    public void recordReplayed(SeriesId series, List<ServedScore> scores) {
        List<Row> rows = scores.stream()
                .filter(ScoreStore::finite)
                .map(score -> new Row(series, score))
                .toList();
        if (!rows.isEmpty()) {
            write("replayed_score", rows);
        }
    }

    private static boolean finite(ServedScore score) {
        Bounds bounds = score.bounds();
        return Double.isFinite(bounds.expected()) && Double.isFinite(bounds.lower()) && Double.isFinite(bounds.upper());
    }

    private void write(String table, List<Row> rows) {
        int n = rows.size();
        Long[] series = new Long[n];
        String[] times = new String[n];
        Double[] expected = new Double[n];
        Double[] lower = new Double[n];
        Double[] upper = new Double[n];
        Float[] score = new Float[n];
        Short[] provenance = new Short[n];
        Long[] model = new Long[n];
        for (int i = 0; i < n; i++) {
            ServedScore served = rows.get(i).score();
            series[i] = rows.get(i).series().value();
            times[i] = Times.offset(served.at()).toString();
            expected[i] = served.bounds().expected();
            lower[i] = served.bounds().lower();
            upper[i] = served.bounds().upper();
            score[i] = (float) served.score();
            provenance[i] = (short) served.provenance().ordinal();
            model[i] = served.modelVersion();
        }
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("insert into " + table + " (series_id, time, expected, lower,"
                                + " upper, score, provenance, model_version) select s, cast(t as timestamptz), e, l, u, c, p, m from"
                                + " unnest(:series, :times, :expected, :lower, :upper, :score, :provenance, :model)"
                                + " as r(s, t, e, l, u, c, p, m) on conflict (series_id, time) do update set expected ="
                                + " excluded.expected, lower = excluded.lower, upper = excluded.upper, score = excluded.score,"
                                + " provenance = excluded.provenance, model_version = excluded.model_version")
                        .bind("series", series)
                        .bind("times", times)
                        .bind("expected", expected)
                        .bind("lower", lower)
                        .bind("upper", upper)
                        .bind("score", score)
                        .bind("provenance", provenance)
                        .bind("model", model)
                        .execute());
    }

    /**
     * What was served in the range, one entry for each stretch of {@code width} microseconds that has any. A
     * width of 1 gives every point its own.
     *
     * @param from UTC microseconds since 1970, inclusive; stretches are counted from here
     * @param to exclusive
     */
    public List<KeptScore> stretches(SeriesId series, long from, long to, long width) {
        return stretches("kept_score", series, from, to, width);
    }

    /** As {@link #stretches}, of what replays computed. */
    public List<KeptScore> replayed(SeriesId series, long from, long to, long width) {
        return stretches("replayed_score", series, from, to, width);
    }

    private List<KeptScore> stretches(String table, SeriesId series, long from, long to, long width) {
        return database.jdbi().inTransaction(handle -> {
            handle.execute(Database.GROUPING);
            return handle.createQuery("select date_bin(make_interval(secs => :width), time, :from)"
                            + " as at, avg(expected) as expected, min(lower) as lower,"
                            + " max(upper) as upper, max(score) as score from " + table
                            + " where series_id = :series and time"
                            + " >= :from and time < :to group by at"
                            + " order by at")
                    .bind("series", series.value())
                    .bind("from", Times.offset(from))
                    .bind("to", Times.offset(to))
                    .bind("width", width / 1e6)
                    .map((row, context) -> new KeptScore(
                            Times.micros(row, "at"),
                            new Bounds(row.getDouble("expected"), row.getDouble("lower"), row.getDouble("upper")),
                            row.getFloat("score")))
                    .list();
        });
    }

    /** The time of the last point that was scored; empty before the first. */
    public OptionalLong newest(SeriesId series) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select time from kept_score where series_id = ? order by time desc limit 1")
                        .bind(0, series.value())
                        .map((row, context) -> Times.micros(row, "time"))
                        .findOne()
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    /**
     * Live coverage of the bounds.
     *
     * @param from UTC microseconds since 1970, inclusive
     * @param to exclusive
     */
    public Coverage coverage(SeriesId series, long from, long to) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) as points, count(*) filter (where p.value"
                                + " between s.lower and s.upper) as inside from kept_score s join point p"
                                + " on p.series_id = s.series_id and p.time = s.time"
                                + " and p.time >= :from and p.time < :to"
                                + " where s.series_id = :series and s.time >= :from and s.time < :to")
                        .bind("series", series.value())
                        .bind("from", Times.offset(from))
                        .bind("to", Times.offset(to))
                        .map((row, context) -> new Coverage(row.getLong("points"), row.getLong("inside")))
                        .one());
    }

    /** Live coverage of the bounds of each of the KPI's series that has kept scores in the range; as {@link #coverage}. */
    public Map<SeriesKey, Coverage> coverage(String kpi, long from, long to) {
        Map<SeriesKey, Coverage> bySeries = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "select r.key, count(*) as points, count(*) filter (where p.value"
                                        + " between s.lower and s.upper) as inside from series r join kept_score s on s.series_id = r.id"
                                        + " join point p on p.series_id = s.series_id and p.time = s.time"
                                        + " where r.kpi = :kpi and s.time >= :from and s.time < :to group by r.key")
                        .bind("kpi", kpi)
                        .bind("from", Times.offset(from))
                        .bind("to", Times.offset(to))
                        .map((row, context) -> Map.entry(
                                SeriesKey.parse(row.getString("key")),
                                new Coverage(row.getLong("points"), row.getLong("inside"))))
                        .forEach(entry -> bySeries.put(entry.getKey(), entry.getValue())));
        return bySeries;
    }
}
