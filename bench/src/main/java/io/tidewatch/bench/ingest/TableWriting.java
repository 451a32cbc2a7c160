// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.table.TableWriter;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import io.tidewatch.storage.point.LoggedPoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Points a second from the topic into the table by the table writer alone, and as the ceiling the same rows by COPY into the same
 * table of the same server, before and after. Arguments: series (100000), points of each (20), points a record (1). A server of
 * its own with fsync on, or the JDBC address of one as the fourth argument ({@code own} for none); then the records that a writer
 * takes at once (20000) and the writers that share the topic (1).
 */
public final class TableWriting {
    private static final long START = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private static final int ROWS_A_COMMIT = 100_000;
    /** Table, index, WAL and topic together, generously. */
    private static final long BYTES_A_POINT = 700;

    private TableWriting() {}

    public static void main(String[] arguments) throws Exception {
        Logs.from(Level.SEVERE);
        int series = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int each = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        int record = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        int batch = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 20_000;
        int writers = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 1;
        Path directory = Files.createTempDirectory("tidewatch-bench-table");
        Space.require(directory, (long) series * each * BYTES_A_POINT);
        List<SeriesKey> keys = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            keys.add(new SeriesKey("bench", Labels.of("s", Integer.toString(i))));
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"), 0)) {
            LogClients clients = new LogClients(new LogSettings(broker.bootstrap(), 12, (short) 1));
            new Topics(clients).ensure();
            try (Producer<byte[], byte[]> producer = clients.producer("bench")) {
                fill(producer, keys, each, record);
                if (arguments.length > 3 && !arguments[3].equals("own")) {
                    run(arguments[3], clients, producer, keys, each, batch, writers);
                } else {
                    try (EmbeddedDatabase server = EmbeddedDatabase.start(directory.resolve("db"), 0)) {
                        run(server.url(), clients, producer, keys, each, batch, writers);
                    }
                }
            }
        }
    }

    private static void run(
            String url,
            LogClients clients,
            Producer<byte[], byte[]> producer,
            List<SeriesKey> keys,
            int each,
            int batch,
            int writers)
            throws SQLException, InterruptedException {
        long points = (long) keys.size() * each;
        try (PointTable table = new PointTable(url)) {
            double before = copied(table, keys, each);
            table.truncate();
            RejectedLog rejected = new RejectedLog(producer, InstantSource.system(), 10);
            long start = System.nanoTime();
            long end = await(
                    points,
                    IntStream.range(0, writers)
                            .mapToObj(i -> new TableWriter(clients, table.store(), rejected, batch))
                            .toList());
            double written = points / ((end - start) / 1e9);
            if (table.rows() != points) {
                throw new IllegalStateException(table.rows() + " rows, not " + points);
            }
            table.truncate();
            double after = copied(table, keys, each);
            double ceiling = (before + after) / 2;
            System.out.printf(
                    Locale.ROOT,
                    "COPY %,.0f and %,.0f points/s; table writer from the topic %,.0f points/s, %.0f %% of COPY (%,d points)%n",
                    before,
                    after,
                    written,
                    100 * written / ceiling,
                    points);
        }
    }

    private static long await(long points, List<TableWriter> writers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        CountDownLatch pause = new CountDownLatch(1);
        try {
            long written = 0;
            while (written < points) {
                written = writers.stream().mapToLong(TableWriter::written).sum();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(written + " of " + points + " points in ten minutes");
                }
                boolean ignored = pause.await(20, TimeUnit.MILLISECONDS);
            }
            return System.nanoTime();
        } finally {
            writers.forEach(TableWriter::close);
        }
    }

    private static double copied(PointTable table, List<SeriesKey> keys, int each) throws SQLException {
        long[] ids = keys.stream().mapToLong(key -> key.id().value()).toArray();
        List<LoggedPoints> batch = new ArrayList<>();
        long spent = 0;
        long offset = 0;
        for (int minute = 0; minute < each; minute++) {
            for (long id : ids) {
                batch.add(new LoggedPoints(
                        new io.tidewatch.core.series.SeriesId(id),
                        offset++,
                        new long[] {START + minute * Micros.MINUTE},
                        new double[] {minute}));
                if (batch.size() == ROWS_A_COMMIT) {
                    spent += timed(table, batch);
                }
            }
        }
        spent += timed(table, batch);
        return ids.length * (double) each / (spent / 1e9);
    }

    private static long timed(PointTable table, List<LoggedPoints> batch) throws SQLException {
        long start = System.nanoTime();
        table.copy(batch);
        batch.clear();
        return System.nanoTime() - start;
    }

    private static void fill(Producer<byte[], byte[]> producer, List<SeriesKey> keys, int each, int record) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        byte[][] ids = keys.stream().map(key -> key.id().key()).toArray(byte[][]::new);
        for (int from = 0; from < each; from += record) {
            int size = Math.min(record, each - from);
            long[] times = new long[size];
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                times[i] = START + (from + i) * Micros.MINUTE;
                values[i] = from + i;
            }
            for (int i = 0; i < ids.length; i++) {
                var ignored = producer.send(
                        new ProducerRecord<>(
                                Topic.POINTS.id(),
                                ids[i],
                                PointsCodec.encode(new SeriesPoints(keys.get(i), Origin.LIVE, times, values))),
                        (sent, e) -> {
                            if (e != null) {
                                failure.set(e);
                            }
                        });
            }
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the topic could not be filled: " + failed.getMessage(), failed);
        }
    }
}
