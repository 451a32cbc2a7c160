// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.point.LoggedPoints;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;

/**
 * Disk per million points: minutes with a daily and a weekly shape, noise and a value of two decimals, written by the
 * application's own way and then left to the server's own jobs, as the migrations have set them. Arguments: the JDBC address of a
 * server with TimescaleDB, or of one without for the plain table alone; series (1000), days (21).
 */
public final class DiskPerPoint {
    private static final int MINUTES_A_DAY = 24 * 60;
    /** Before compression, with index, WAL and aggregates. */
    private static final long BYTES_A_POINT = 300;

    private DiskPerPoint() {}

    public static void main(String[] arguments) throws Exception {
        int series = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        int days = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 21;
        long points = (long) series * days * MINUTES_A_DAY;
        Space.require(Path.of(System.getProperty("java.io.tmpdir")), points * BYTES_A_POINT);
        try (PointTable table = new PointTable(arguments[0])) {
            fill(table, series, days);
            table.database().jdbi().useHandle(handle -> report(handle, points));
        }
    }

    private static void report(Handle handle, long points) {
        boolean timescale = number(handle, "select count(*) from pg_extension where extname = 'timescaledb'") > 0;
        if (!timescale) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d points in a plain table: %.1f MB for a million, of it index %.1f%n",
                    points,
                    number(handle, "select pg_total_relation_size('point')") / (double) points,
                    number(handle, "select pg_indexes_size('point')") / (double) points);
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%,d points, not compressed: %.1f MB for a million, of it index %.1f%n",
                points,
                number(handle, "select hypertable_size('point')") / (double) points,
                number(handle, "select index_bytes from hypertable_detailed_size('point')") / (double) points);
        List<Chunk> before = chunks(handle);
        timed("aggregates", () -> run(handle, "policy_refresh_continuous_aggregate"));
        timed("compression", () -> run(handle, "policy_compression"));
        Map<String, Long> after = handle.createQuery("select chunk_name, after_compression_total_bytes as bytes "
                        + "from chunk_columnstore_stats('point') where after_compression_total_bytes is not null")
                .map((row, context) -> Map.entry(row.getString("chunk_name"), row.getLong("bytes")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
        for (Chunk chunk : before) {
            Long bytes = after.get(chunk.name());
            System.out.printf(
                    Locale.ROOT,
                    "  chunk from %s: %,d points, %.1f MB for a million before, %s%n",
                    chunk.from(),
                    chunk.points(),
                    chunk.bytes() / (double) chunk.points(),
                    bytes == null
                            ? "not old enough to be compressed"
                            : String.format(Locale.ROOT, "%.2f after", bytes / (double) chunk.points()));
        }
        System.out.printf(
                Locale.ROOT,
                "aggregates for charts, MB for a million points: 10 min %.2f, 1 h %.2f; all with the youngest week as it is: %.1f%n",
                aggregate(handle, "point_10min") / (double) points,
                aggregate(handle, "point_1h") / (double) points,
                (number(handle, "select hypertable_size('point')")
                                + aggregate(handle, "point_10min")
                                + aggregate(handle, "point_1h"))
                        / (double) points);
    }

    private record Chunk(String name, String from, long points, long bytes) {}

    private static List<Chunk> chunks(Handle handle) {
        return handle.createQuery("select c.chunk_schema || '.' || c.chunk_name as place, c.chunk_name, "
                        + "to_char(c.range_start at time zone 'UTC', 'YYYY-MM-DD') as since, s.total_bytes "
                        + "from timescaledb_information.chunks c join chunks_detailed_size('point') s "
                        + "on s.chunk_name = c.chunk_name where c.hypertable_name = 'point' order by c.range_start")
                .map((row, context) -> new Chunk(
                        row.getString("chunk_name"),
                        row.getString("since"),
                        number(handle, "select count(*) from " + row.getString("place")),
                        row.getLong("total_bytes")))
                .list();
    }

    private static long aggregate(Handle handle, String view) {
        return number(
                handle,
                "select hypertable_size(format('%I.%I', materialization_hypertable_schema, "
                        + "materialization_hypertable_name)::regclass) from timescaledb_information.continuous_aggregates "
                        + "where view_name = '" + view + "'");
    }

    /** What the server does by itself some time; now. */
    private static void run(Handle handle, String policy) {
        handle.createQuery("select job_id from timescaledb_information.jobs where proc_name = ?")
                .bind(0, policy)
                .mapTo(Integer.class)
                .list()
                .forEach(job -> handle.execute("call run_job(" + job + ")"));
    }

    private static void timed(String what, Runnable work) {
        long begun = System.nanoTime();
        work.run();
        System.out.printf(Locale.ROOT, "%s took %.0f s%n", what, (System.nanoTime() - begun) / 1e9);
    }

    private static long number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }

    private static void fill(PointTable table, int series, int days) throws SQLException {
        Random random = new Random(7);
        long[] ids = random.longs(series).toArray();
        long start = Micros.of(InstantSource.system().instant()) / Micros.MINUTE * Micros.MINUTE - days * Micros.DAY;
        long begun = System.nanoTime();
        long offset = 0;
        List<LoggedPoints> batch = new ArrayList<>();
        // An hour of all series a transaction, as points come when the writer is a little behind.
        for (int hour = 0; hour < days * 24; hour++) {
            for (int one = 0; one < series; one++) {
                long[] times = new long[60];
                double[] values = new double[60];
                for (int i = 0; i < 60; i++) {
                    int minute = hour * 60 + i;
                    times[i] = start + minute * Micros.MINUTE;
                    values[i] = value(one, minute, random);
                }
                batch.add(new LoggedPoints(new SeriesId(ids[one]), offset++, times, values));
            }
            table.write(batch);
            batch.clear();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "written by the application in %.0f s (%,.0f points/s)%n",
                seconds,
                (double) series * days * MINUTES_A_DAY / seconds);
    }

    private static double value(int series, int minute, Random random) {
        double level = 50 * (1 + series % 40);
        double day = Math.sin(2 * Math.PI * minute / MINUTES_A_DAY + series);
        double week = minute / MINUTES_A_DAY % 7 < 5 ? 1 : 0.7;
        double value = level * week * (1 + 0.4 * day) + level * 0.05 * random.nextGaussian();
        return Math.round(value * 100) / 100.0;
    }
}
