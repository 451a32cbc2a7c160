// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.calibration;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import io.tidewatch.storage.outbox.Outbox;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Calibrations; each new version goes to the log by the outbox of the same transaction. */
public final class CalibrationStore {
    private static final String COLUMNS =
            "version, intercept, slope, sign_effect, true_ranges, verdict_ids, new_normal_from";
    private final Database database;

    public CalibrationStore(Database database) {
        this.database = database;
    }

    /** Makes fits of one KPI take turns until the transaction ends. */
    public void lock(Handle transaction, String kpi) {
        transaction
                .createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 7303))) as held")
                .bind(0, kpi)
                .mapTo(Integer.class)
                .one();
    }

    /** Stores and publishes the next version of each series, in this order. */
    public void add(Handle transaction, List<NewCalibration> fitted, Instant now) {
        if (fitted.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction.prepareBatch("insert into calibration (series_id, " + COLUMNS
                + ", own_verdicts, fitted_at) values (:series, :version, :intercept, :slope, :sign, :ranges, :verdicts,"
                + " :normal, :own, :at)");
        for (NewCalibration each : fitted) {
            Calibration calibration = each.calibration();
            batch.bind("series", each.series().value())
                    .bind("version", calibration.version())
                    .bind("intercept", calibration.intercept())
                    .bind("slope", calibration.slope())
                    .bind("sign", calibration.signEffect())
                    .bind("ranges", ends(calibration.trueRanges()))
                    .bind("verdicts", calibration.verdictIds().toArray(Long[]::new))
                    .bind("normal", calibration.newNormalFrom())
                    .bind("own", each.ownVerdicts())
                    .bind("at", now)
                    .add();
        }
        batch.execute();
        Outbox.DESK.addAll(
                transaction,
                Topic.CALIBRATIONS,
                fitted.stream()
                        .map(each -> new Outbox.Entry(
                                each.series().key(), CalibrationCodec.encode(each.series(), each.calibration())))
                        .toList());
    }

    /** What is in force; {@link Calibration#NONE} before the first verdict. */
    public Calibration current(SeriesId series) {
        return database.jdbi().withHandle(handle -> current(handle, series));
    }

    public Calibration current(Handle handle, SeriesId series) {
        return handle.createQuery(
                        "select " + COLUMNS + " from calibration where series_id = ? order by version desc limit 1")
                .bind(0, series.value())
                .map(CalibrationStore::calibration)
                .findOne()
                .orElse(Calibration.NONE);
    }

    /** In force for each of the series; those without are absent. */
    public Map<SeriesId, Calibration> current(Handle handle, Collection<SeriesId> series) {
        Map<SeriesId, Calibration> found = new HashMap<>();
        handle.createQuery("select distinct on (series_id) series_id, " + COLUMNS
                        + " from calibration where series_id = any(:ids) order by series_id, version desc")
                .bind("ids", series.stream().map(SeriesId::value).toArray(Long[]::new))
                .map((row, context) -> Map.entry(new SeriesId(row.getLong("series_id")), calibration(row, context)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** The newest first, at most so many. */
    public List<Fitted> history(SeriesId series, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select " + COLUMNS + ", own_verdicts, fitted_at from calibration"
                                        + " where series_id = ? order by version desc limit ?")
                        .bind(0, series.value())
                        .bind(1, limit)
                        .map((row, context) -> new Fitted(
                                calibration(row, context),
                                row.getInt("own_verdicts"),
                                Micros.toInstant(Times.micros(row, "fitted_at"))))
                        .list());
    }

    /**
     * A version with its circumstances.
     *
     * @param own verdicts of the series itself; the others are its siblings'
     */
    public record Fitted(Calibration calibration, int own, Instant at) {}

    /** One version; {@link Calibration#NONE} for 0. */
    public Optional<Calibration> find(Handle handle, SeriesId series, long version) {
        if (version == 0) {
            return Optional.of(Calibration.NONE);
        }
        return handle.createQuery("select " + COLUMNS + " from calibration where series_id = ? and version = ?")
                .bind(0, series.value())
                .bind(1, version)
                .map(CalibrationStore::calibration)
                .findOne();
    }

    private static Calibration calibration(ResultSet row, StatementContext context) throws SQLException {
        Long[] ends = longs(row, "true_ranges");
        List<TimeRange> ranges = new ArrayList<>();
        for (int i = 0; i + 1 < ends.length; i += 2) {
            ranges.add(new TimeRange(ends[i], ends[i + 1]));
        }
        return new Calibration(
                row.getLong("version"),
                row.getDouble("intercept"),
                row.getDouble("slope"),
                row.getDouble("sign_effect"),
                ranges,
                Arrays.asList(longs(row, "verdict_ids")),
                row.getLong("new_normal_from"));
    }

    private static Long[] longs(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return (Long[]) array.getArray();
    }

    private static Long[] ends(List<TimeRange> ranges) {
        return ranges.stream()
                .flatMap(range -> Stream.of(range.from(), range.to()))
                .toArray(Long[]::new);
    }
}
