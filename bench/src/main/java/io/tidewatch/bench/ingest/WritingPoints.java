// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.storage.point.LoggedPoints;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;

/**
 * Points a second into the table: the application's write, the same rows again, an upsert
 * by way of a temporary table, and as the ceiling COPY of
 * the same rows into the same table. Batches as the table writer has them: each series once a minute, so many rows a commit.
 * The ways take turns, and the median of the rounds is printed.
 *
 * <p>Arguments: series, minutes, rows a commit, rounds; then the JDBC address of a server, or nothing for an embedded PostgreSQL
 * with fsync on.
 */
public final class WritingPoints {
    private static final long START = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));

    @FunctionalInterface
    private interface Way {
        void write(List<LoggedPoints> batch) throws SQLException;
    }

    private WritingPoints() {}

    public static void main(String[] arguments) throws Exception {
        Logs.from(Level.SEVERE);
        int series = Integer.parseInt(arguments[0]);
        int minutes = Integer.parseInt(arguments[1]);
        int rows = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        List<List<LoggedPoints>> batches = batches(series, minutes, rows);
        if (arguments.length > 4) {
            run(arguments[4], batches, rounds);
            return;
        }
        try (EmbeddedDatabase server = EmbeddedDatabase.start(Files.createTempDirectory("tidewatch-bench-ingest"), 0)) {
            run(server.url(), batches, rounds);
        }
    }

    private static void run(String server, List<List<LoggedPoints>> batches, int rounds) throws SQLException {
        long points = batches.stream().mapToLong(List::size).sum();
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        try (PointTable table = new PointTable(server)) {
            for (int round = 0; round <= rounds; round++) {
                Map<String, List<Double>> kept = round == 0 ? new LinkedHashMap<>() : seconds;
                table.truncate();
                time(kept, "COPY into the table", batches, table::copy);
                table.truncate();
                time(kept, "PointStore.write", batches, table::write);
                time(kept, "PointStore.write, each row there already", batches, table::write);
                check(points, table.rows());
                table.truncate();
                time(kept, "temporary table and upsert", batches, table::staged);
                check(points, table.rows());
            }
        }
        double ceiling = median(seconds.values().iterator().next());
        seconds.forEach((way, times) -> System.out.printf(
                Locale.ROOT,
                "%-40s %,10.0f points/s   %3.0f %% of COPY%n",
                way,
                points / median(times),
                100 * ceiling / median(times)));
    }

    private static void time(Map<String, List<Double>> seconds, String name, List<List<LoggedPoints>> batches, Way way)
            throws SQLException {
        long start = System.nanoTime();
        for (List<LoggedPoints> batch : batches) {
            way.write(batch);
        }
        seconds.computeIfAbsent(name, key -> new ArrayList<>()).add((System.nanoTime() - start) / 1e9);
    }

    private static List<List<LoggedPoints>> batches(int series, int minutes, int rows) {
        Random random = new Random(1);
        long[] ids = random.longs(series).toArray();
        List<List<LoggedPoints>> batches = new ArrayList<>();
        List<LoggedPoints> batch = new ArrayList<>();
        long offset = 0;
        for (int minute = 0; minute < minutes; minute++) {
            for (long id : ids) {
                batch.add(new LoggedPoints(
                        new SeriesId(id), offset++, new long[] {START + minute * Micros.MINUTE}, new double[] {
                            100 + random.nextGaussian()
                        }));
                if (batch.size() == rows) {
                    batches.add(batch);
                    batch = new ArrayList<>();
                }
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static void check(long expected, long found) {
        if (found != expected) {
            throw new IllegalStateException(found + " rows stand in the table, not " + expected);
        }
    }

    private static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
