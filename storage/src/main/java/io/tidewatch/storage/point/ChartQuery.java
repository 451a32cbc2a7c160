// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stretches of points: from the server's aggregates where those are wide enough and up to date, else from the points. */
final class ChartQuery {
    private final Database database;

    ChartQuery(Database database) {
        this.database = database;
    }

    List<Bucket> single(PointArrays points) {
        List<Bucket> buckets = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            double value = points.value()[i];
            buckets.add(new Bucket(points.timeMicros()[i], 0, 1, value, value, value));
        }
        return buckets;
    }

    List<Bucket> read(SeriesId series, BucketWidth width) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(Database.GROUPING);
            List<Bucket> buckets = read(statement, query(connection, series, width), width);
            connection.commit();
            return buckets;
        } catch (SQLException e) {
            throw new TidewatchException(
                    ErrorCode.UNAVAILABLE, "A chart's points can't be read from the database: " + e.getMessage(), e);
        }
    }

    private static List<Bucket> read(Statement statement, String query, BucketWidth width) throws SQLException {
        List<Bucket> buckets = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                buckets.add(new Bucket(
                        rows.getLong(1),
                        width.width(),
                        rows.getLong(2),
                        rows.getDouble(3),
                        rows.getDouble(4),
                        rows.getDouble(5)));
            }
        }
        return buckets;
    }

    private static String query(Connection connection, SeriesId series, BucketWidth width) throws SQLException {
        String parts;
        if (width.fromRaw()) {
            parts = raw(series, width.from(), width.to());
        } else {
            View view = width.width() % Micros.HOUR == 0 ? View.HOUR : View.TEN_MINUTES;
            Optional<Stale.Range> stale = Stale.in(connection, view, width);
            boolean all = stale.filter(range -> range.from() <= width.from() && range.to() >= width.to())
                    .isPresent();
            parts = stale.isEmpty()
                    ? view.part(series, width.from(), width.to())
                    : all
                            ? raw(series, width.from(), width.to())
                            : view.part(series, width.from(), stale.get().from())
                                    + " union all "
                                    + raw(
                                            series,
                                            stale.get().from(),
                                            stale.get().to())
                                    + " union all "
                                    + view.part(series, stale.get().to(), width.to());
        }
        return "select (extract(epoch from start) * 1000000)::bigint, n, total / n, least, most from ("
                + "select date_bin('" + width.width() / Micros.SECOND + " seconds', bucket, "
                + SqlTime.literal(BucketWidth.ORIGIN) + ") as start, sum(n) as n, sum(total) as total, "
                + "min(least) as least, max(most) as most from (" + parts
                + ") as part group by start) as stretch order by start";
    }

    private static String raw(SeriesId series, long from, long to) {
        return "select time as bucket, 1 as n, value as total, value as least, value as most from point"
                + where(series, "time", from, to);
    }

    private static String where(SeriesId series, String column, long from, long to) {
        return " where series_id = " + series.value() + " and " + column + " >= " + SqlTime.literal(from) + " and "
                + column + " < " + SqlTime.literal(to);
    }

    /** The aggregates that the server keeps. */
    enum View {
        TEN_MINUTES("point_10min", BucketWidth.TEN_MINUTES),
        HOUR("point_1h", Micros.HOUR);

        final String table;
        final long width;

        View(String table, long width) {
            this.table = table;
            this.width = width;
        }

        String part(SeriesId series, long from, long to) {
            return "select bucket, n, mean * n as total, least, most from " + table + where(series, "bucket", from, to);
        }
    }
}
