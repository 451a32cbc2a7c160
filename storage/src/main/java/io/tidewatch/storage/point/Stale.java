// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Where TimescaleDB's aggregates don't yet show what was written. What is newer than their last refresh they compute on
 * reading, but points that came late or were imported below it wait for the next refresh; the server notes those ranges.
 */
final class Stale {
    record Range(long from, long to) {}

    /** Written below the last refresh; to be refreshed; being refreshed now. All in microseconds since 1970. */
    private static final List<String> NOTES = List.of(
            "_timescaledb_catalog.continuous_aggs_hypertable_invalidation_log",
            "_timescaledb_catalog.continuous_aggs_materialization_invalidation_log",
            "_timescaledb_catalog.continuous_aggs_materialization_ranges");

    private Stale() {}

    /** One range, cut to the chart and to whole stretches, that covers all that waits; empty where nothing does. */
    static Optional<Range> in(Connection connection, ChartQuery.View view, BucketWidth width) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!known(statement, "_timescaledb_catalog.continuous_agg")) {
                // Without TimescaleDB the view is computed on reading, and from all points of the series whatever the
                // range.
                return Optional.of(new Range(width.from(), width.to()));
            }
            for (String notes : NOTES) {
                if (!known(statement, notes)) {
                    // Another version keeps its notes elsewhere: trust the points alone.
                    return Optional.of(new Range(width.from(), width.to()));
                }
            }
            return noted(statement, view, width);
        }
    }

    private static boolean known(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static Optional<Range> noted(Statement statement, ChartQuery.View view, BucketWidth width)
            throws SQLException {
        String query =
                "with view as (select mat_hypertable_id, raw_hypertable_id from _timescaledb_catalog.continuous_agg "
                        + "where user_view_name = '" + view.table + "' and user_view_schema = current_schema()), "
                        + "noted as (select lowest_modified_value as low, greatest_modified_value as high from "
                        + NOTES.get(0)
                        + ", view where hypertable_id = raw_hypertable_id union all "
                        + "select lowest_modified_value, greatest_modified_value from " + NOTES.get(1)
                        + ", view where materialization_id = mat_hypertable_id union all "
                        + "select lowest_modified_value, greatest_modified_value from " + NOTES.get(2)
                        + ", view where materialization_id = mat_hypertable_id) "
                        + "select min(greatest(low, " + width.from() + ")), max(least(high, " + (width.to() - 1)
                        + ")) from noted where high >= " + width.from() + " and low < " + width.to();
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            long low = rows.getLong(1);
            if (rows.wasNull()) {
                return Optional.empty();
            }
            long high = rows.getLong(2);
            return Optional.of(new Range(
                    low - Math.floorMod(low - BucketWidth.ORIGIN, view.width),
                    high + view.width - Math.floorMod(high - BucketWidth.ORIGIN, view.width)));
        }
    }
}
