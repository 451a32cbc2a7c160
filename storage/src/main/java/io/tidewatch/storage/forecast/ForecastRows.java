// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Forecasts as rows. Plain JDBC: arrays of thousands of numbers, for many series. */
final class ForecastRows {
    static final String INSERT =
            "insert into forecast (series_id, run_id, method, trained_to, valid_from, valid_to, step_micros, origin, zone, "
                    + "expected, scale_fast, floor_fast, scale_slow, floor_slow, habit, flat_line, interval_level, interval_lower, "
                    + "interval_upper, interval_weekdays, state) "
                    + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))";

    /** Copies all forecasts of a run, the second parameter, to another, the first. */
    static final String COPY =
            "insert into forecast (series_id, run_id, method, trained_to, valid_from, valid_to, step_micros, origin, zone, "
                    + "expected, scale_fast, floor_fast, scale_slow, floor_slow, habit, flat_line, interval_level, interval_lower, "
                    + "interval_upper, interval_weekdays, state) "
                    + "select series_id, ?, method, trained_to, valid_from, valid_to, step_micros, origin, "
                    + "zone, expected, scale_fast, floor_fast, scale_slow, floor_slow, habit, flat_line, interval_level, "
                    + "interval_lower, interval_upper, interval_weekdays, state from forecast where run_id = ?";

    /** Reads published forecasts only; append what narrows and orders. */
    static final String SELECT = "select f.*, m.version as model_version, s.key as series_key from forecast f "
            + "join model_version m on m.run_id = f.run_id join series s on s.id = f.series_id ";

    private ForecastRows() {}

    /**
     * Fills {@link #INSERT}.
     *
     * @return the place of the next parameter
     */
    static int bind(PreparedStatement row, long runId, Forecast forecast, String state) throws SQLException {
        List<IntervalQuantile> intervals = forecast.intervals();
        int at = 1;
        row.setLong(at++, forecast.series().id().value());
        row.setLong(at++, runId);
        row.setString(at++, forecast.method());
        row.setObject(at++, time(forecast.trainedTo()));
        row.setObject(at++, time(forecast.validFrom()));
        row.setObject(at++, time(forecast.validTo()));
        row.setLong(at++, forecast.stepMicros());
        row.setObject(at++, time(forecast.origin()));
        row.setString(at++, forecast.zone().getId());
        row.setObject(at++, forecast.expected());
        row.setObject(at++, forecast.fast().scale());
        row.setFloat(at++, forecast.fast().floor());
        row.setObject(at++, forecast.slow().scale());
        row.setFloat(at++, forecast.slow().floor());
        row.setObject(at++, forecast.habit());
        row.setObject(at++, forecast.flatLine());
        row.setObject(
                at++, intervals.stream().mapToDouble(IntervalQuantile::level).toArray());
        row.setObject(
                at++, intervals.stream().mapToDouble(IntervalQuantile::lower).toArray());
        row.setObject(
                at++, intervals.stream().mapToDouble(IntervalQuantile::upper).toArray());
        row.setObject(
                at++, intervals.stream().mapToInt(IntervalQuantile::weekdays).toArray());
        row.setString(at++, state);
        return at;
    }

    /** Reads a row of {@link #SELECT}. */
    static Forecast read(ResultSet row) throws SQLException {
        double[] level = doubles(row.getArray("interval_level"));
        double[] lower = doubles(row.getArray("interval_lower"));
        double[] upper = doubles(row.getArray("interval_upper"));
        Array weekdays = row.getArray("interval_weekdays");
        Integer[] only = weekdays == null ? new Integer[0] : (Integer[]) weekdays.getArray(); // older rows have none
        List<IntervalQuantile> intervals = new ArrayList<>();
        for (int i = 0; i < level.length; i++) {
            int days = only.length == 0 ? IntervalQuantile.ALL_WEEKDAYS : only[i];
            intervals.add(new IntervalQuantile(level[i], lower[i], upper[i], days));
        }
        return new Forecast(
                SeriesKey.parse(row.getString("series_key")),
                row.getLong("model_version"),
                row.getString("method"),
                micros(row, "trained_to"),
                micros(row, "valid_from"),
                micros(row, "valid_to"),
                row.getLong("step_micros"),
                micros(row, "origin"),
                ZoneId.of(row.getString("zone")),
                floats(row.getArray("expected")),
                new NoiseProfile(floats(row.getArray("scale_fast")), row.getFloat("floor_fast")),
                new NoiseProfile(floats(row.getArray("scale_slow")), row.getFloat("floor_slow")),
                floats(row.getArray("habit")),
                floats(row.getArray("flat_line")),
                intervals);
    }

    static OffsetDateTime time(long micros) {
        return Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    }

    static long micros(ResultSet row, String column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    private static float[] floats(Array array) throws SQLException {
        Float[] boxed = (Float[]) array.getArray();
        float[] values = new float[boxed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }

    private static double[] doubles(Array array) throws SQLException {
        Double[] boxed = (Double[]) array.getArray();
        double[] values = new double[boxed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }
}
