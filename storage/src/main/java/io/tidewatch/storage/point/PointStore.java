// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table of points. */
public final class PointStore {
    /** Where TimescaleDB keeps the table a transaction locks each chunk, a week, that it touches. */
    private static final int WEEKS_A_TRANSACTION = 200;

    private final Database database;
    private final ChartQuery charts;

    public PointStore(Database database) {
        this.database = database;
        this.charts = new ChartQuery(database);
    }

    /**
     * Stores points; doing so again, or in another order, leaves the same rows. Of two values for one (series, time) the one
     * with the higher log offset stays. Large batches are quicker; one that spans many years is committed in pieces.
     *
     * @return how many rows are new or changed
     * @throws SQLException where the server is away or refuses; then do it again
     */
    public long write(List<LoggedPoints> batch) throws SQLException {
        SortedRows rows = SortedRows.of(batch);
        if (rows.size() == 0) {
            return 0;
        }
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                long written = 0;
                int from = 0;
                while (from < rows.size()) {
                    int to = endOfTransaction(rows, from);
                    written += upsert(connection, rows, from, to);
                    connection.commit();
                    from = to;
                }
                return written;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /**
     * The points of a series in [from, to), in order of time.
     *
     * @param fromMicros UTC microseconds since 1970
     * @throws TidewatchException UNAVAILABLE where the database can't be read
     */
    public PointArrays read(SeriesId series, long fromMicros, long toMicros) {
        return readAtMost(series, fromMicros, toMicros, Long.MAX_VALUE);
    }

    /**
     * The points of a series in [from, to) for a chart: the points themselves where there are at most {@code maxBuckets}, else
     * at most that many stretches of one width with their least, greatest and mean value. Stretches begin at multiples of
     * their width, so the first may begin before {@code from} and the last end after {@code to}; those without points are
     * left out. Up to date whether or not the server has refreshed its aggregates.
     *
     * @throws TidewatchException UNAVAILABLE where the database can't be read
     * @throws IllegalArgumentException where the range is empty or maxBuckets is not 2 to 100,000
     */
    public List<Bucket> buckets(SeriesId series, long fromMicros, long toMicros, int maxBuckets) {
        BucketWidth width = BucketWidth.of(fromMicros, toMicros, maxBuckets);
        if (width.fromRaw()) {
            PointArrays points = readAtMost(series, fromMicros, toMicros, maxBuckets + 1L);
            if (points.size() <= maxBuckets) {
                return charts.single(points);
            }
        }
        return charts.read(series, width);
    }

    private PointArrays readAtMost(SeriesId series, long fromMicros, long toMicros, long limit) {
        String query = "select time, value from point where series_id = " + series.value() + " and time >= "
                + SqlTime.literal(fromMicros) + " and time < " + SqlTime.literal(toMicros) + " order by time"
                + (limit == Long.MAX_VALUE ? "" : " limit " + limit);
        try (Connection connection = database.dataSource().getConnection()) {
            return BinaryCopy.read(connection, query);
        } catch (SQLException | IOException e) {
            throw new TidewatchException(
                    ErrorCode.UNAVAILABLE, "Points can't be read from the database: " + e.getMessage(), e);
        }
    }

    private static int endOfTransaction(SortedRows rows, int from) {
        Set<Long> weeks = new HashSet<>();
        long last = Long.MIN_VALUE;
        for (int i = from; i < rows.size(); i++) {
            long week = Math.floorDiv(rows.time[i], 7 * Micros.DAY);
            if (week != last && weeks.add(week) && weeks.size() > WEEKS_A_TRANSACTION) {
                return i;
            }
            last = week;
        }
        return rows.size();
    }

    private static long upsert(Connection connection, SortedRows rows, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table if not exists incoming_point (series_id bigint, time timestamptz, "
                    + "value double precision, log_offset bigint) on commit delete rows");
            BinaryCopy.write(connection, "copy incoming_point from stdin (format binary)", rows, from, to);
            return statement.executeLargeUpdate("insert into point (series_id, time, value, log_offset) "
                    + "select series_id, time, value, log_offset from incoming_point "
                    + "on conflict (series_id, time) do update "
                    + "set value = excluded.value, log_offset = excluded.log_offset "
                    + "where point.log_offset < excluded.log_offset");
        }
    }
}
