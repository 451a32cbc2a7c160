// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** The table of points. */
public final class PointStore {
    /** Where TimescaleDB keeps the table a transaction locks each chunk, a week, that it touches. */
    private static final int WEEKS_A_TRANSACTION = 200;

    /** Twice as quick as COPY into a temporary table and an upsert from there: see docs/benchmarks.md. */
    private static final String UPSERT = "insert into point (series_id, time, value, log_offset) "
            + "select s, to_timestamp(0) + t * interval '1 microsecond', v, o "
            + "from unnest(?::bigint[], ?::bigint[], ?::float8[], ?::bigint[]) as row (s, t, v, o) "
            + "on conflict (series_id, time) do update set value = excluded.value, log_offset = excluded.log_offset "
            + "where point.log_offset < excluded.log_offset";

    private static final String UNIQUE_VIOLATION = "23505";
    /** After points that were there already, which often come in runs: so many upserts before the next straight copy. */
    private static final int UPSERTS_AFTER_REPEATS = 16;

    private static final PointArrays NONE = new PointArrays(new long[0], new double[0]);

    private final Database database;
    private final ChartQuery charts;
    private final AtomicInteger upsertsToGo = new AtomicInteger();

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
                    written += store(connection, rows, from, to);
                    connection.commit();
                    from = to;
                }
                return written;
            } catch (SQLException | RuntimeException e) {
                // Not only rolled back: a COPY that failed may have left the connection unusable.
                database.evict(connection);
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
     * As {@link #read(SeriesId, long, long)}, of many series by one query, which costs far less than one each where each lies
     * in several chunks. Sorted here and not by the server, which would do it on its disk.
     */
    public Map<SeriesId, PointArrays> read(Collection<SeriesId> series, long fromMicros, long toMicros) {
        Map<SeriesId, PointArrays> read = new HashMap<>();
        if (series.isEmpty()) {
            return read;
        }
        String ids = series.stream().map(id -> Long.toString(id.value())).collect(Collectors.joining(","));
        Map<Long, GrowingPoints> found = reading(connection -> BinaryCopy.readSeries(
                connection,
                "select series_id, time, value from point where series_id = any ('{" + ids
                        + "}'::bigint[]) and time >= " + SqlTime.literal(fromMicros) + " and time < "
                        + SqlTime.literal(toMicros)));
        for (SeriesId id : series) {
            GrowingPoints points = found.remove(id.value());
            read.put(id, points == null ? NONE : points.inOrder());
        }
        return read;
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
        return reading(connection -> BinaryCopy.read(connection, query));
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException, IOException;
    }

    private <T> T reading(Reading<T> reading) {
        try (Connection connection = database.dataSource().getConnection()) {
            try {
                return reading.from(connection);
            } catch (SQLException | IOException e) {
                // Also after a refusal, as rows may be left on the line; the next reader gets a connection without
                // them.
                database.evict(connection);
                throw e;
            }
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

    /** Copies straight into the table, as nearly all points are new; where one is not, the server undoes it and we upsert. */
    private long store(Connection connection, SortedRows rows, int from, int to) throws SQLException {
        if (upsertsToGo.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return upsert(connection, rows, from, to);
        }
        try {
            return BinaryCopy.write(
                    connection,
                    "copy point (series_id, time, value, log_offset) from stdin (format binary)",
                    rows,
                    from,
                    to);
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            upsertsToGo.set(UPSERTS_AFTER_REPEATS);
            return upsert(connection, rows, from, to);
        }
    }

    private static long upsert(Connection connection, SortedRows rows, int from, int to) throws SQLException {
        // The driver's own method takes arrays of numbers as they are.
        PGConnection arrays = connection.unwrap(PGConnection.class);
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setArray(1, arrays.createArrayOf("bigint", Arrays.copyOfRange(rows.series, from, to)));
            statement.setArray(2, arrays.createArrayOf("bigint", Arrays.copyOfRange(rows.time, from, to)));
            statement.setArray(3, arrays.createArrayOf("float8", Arrays.copyOfRange(rows.value, from, to)));
            statement.setArray(4, arrays.createArrayOf("bigint", Arrays.copyOfRange(rows.offset, from, to)));
            return statement.executeLargeUpdate();
        }
    }
}
