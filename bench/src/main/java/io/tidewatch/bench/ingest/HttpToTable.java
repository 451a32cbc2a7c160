// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.point.LoggedPoints;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Line protocol by HTTP to a running server until all acknowledged rows stand in its table, and as the ceiling as many rows by
 * COPY into the same table definition on the same database server. Arguments: the server's address, an API key, its JDBC address,
 * series (100000), seconds (60), senders (2), lines a request (5000), points a second that are sent at most (100000).
 */
public final class HttpToTable {
    private static final long BYTES_A_POINT = 400;
    private static final String MEASUREMENT = "bench_http";
    private static final String INSERTED = "select coalesce(sum(n_tup_ins), 0) from pg_stat_user_tables "
            + "where relid = 'point'::regclass or relid in (select inhrelid from pg_inherits where inhparent = 'point'::regclass)";
    private static final String COUNTED =
            "select count(*) from point where series_id in (select id from series where kpi = '" + MEASUREMENT + "')";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final String key;
    private final int series;
    private final int lines;
    private final int rate;
    private final long start =
            Micros.of(InstantSource.system().instant()) / Micros.MINUTE * Micros.MINUTE - 10 * Micros.DAY;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong later = new AtomicLong();

    private HttpToTable(String[] arguments) {
        url = URI.create(arguments[0] + "/api/v2/write?precision=us");
        key = arguments[1];
        series = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 100_000;
        lines = arguments.length > 6 ? Integer.parseInt(arguments[6]) : 5_000;
        rate = arguments.length > 7 ? Integer.parseInt(arguments[7]) : 100_000;
    }

    public static void main(String[] arguments) throws Exception {
        HttpToTable bench = new HttpToTable(arguments);
        int seconds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 60;
        int senders = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 2;
        Space.require(Path.of(System.getProperty("java.io.tmpdir")), (long) bench.rate * seconds * BYTES_A_POINT);
        try (Database database = Database.open(arguments[2], 2)) {
            bench.run(arguments[2], database, seconds, senders);
        }
    }

    private void run(String jdbc, Database database, int seconds, int senders) throws Exception {
        // All series are registered before the clock runs, as in a system that has been up for a while.
        while (next.get() < series) {
            send();
        }
        await(database, acknowledged.get());
        long warm = acknowledged.get();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    awaitTurn(begun, warm);
                    send();
                }
            }));
        }
        for (Thread thread : threads) {
            while (!thread.join(Duration.ofMinutes(1))) {
                System.out.printf(
                        Locale.ROOT,
                        "%.0f s: %,d points acknowledged%n",
                        (System.nanoTime() - begun) / 1e9,
                        acknowledged.get() - warm);
            }
        }
        double sending = (System.nanoTime() - begun) / 1e9;
        long points = acknowledged.get() - warm;
        double generator = (system.getProcessCpuTime() - cpu) / 1e9;
        await(database, acknowledged.get());
        double all = (System.nanoTime() - begun) / 1e9;
        double copy = copied(jdbc, Math.min(points, 3_000_000));
        System.out.printf(
                Locale.ROOT,
                "%,d points acknowledged in %.0f s (%,.0f/s), all in the table after %.0f s (%,.0f/s); generator %.0f CPU s;"
                        + " told to come later %d times; COPY %,.0f/s; end to end %.0f %% of COPY%n",
                points,
                sending,
                points / sending,
                all,
                points / all,
                generator,
                later.get(),
                copy,
                100 * points / all / copy);
    }

    /** Waits until the rate allows the next request. */
    private void awaitTurn(long begun, long warm) {
        long due = begun + (long) ((next.get() - warm) * 1e9 / rate);
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void send() {
        long from = next.getAndAdd(lines);
        StringBuilder body = new StringBuilder(lines * 48);
        for (long i = from; i < from + lines; i++) {
            body.append(MEASUREMENT)
                    .append(",s=")
                    .append(i % series)
                    .append(" value=")
                    .append(i % 1_000)
                    .append(".5 ")
                    .append(start + i / series * 10 * Micros.SECOND)
                    .append('\n');
        }
        byte[] bytes = body.toString().getBytes(UTF_8);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Token " + key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            while (true) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 204) {
                    acknowledged.addAndGet(lines);
                    return;
                }
                if (response.statusCode() != 429 && response.statusCode() != 503) {
                    throw new IllegalStateException(response.statusCode() + " " + response.body());
                }
                later.incrementAndGet();
                pause(200);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counting many rows costs what is measured here, so it is done when the server's own statistics say that it is time. */
    private static void await(Database database, long rows) throws InterruptedException {
        while (number(database, INSERTED) < rows || number(database, COUNTED) < rows) {
            pause(500);
        }
    }

    private static long number(Database database, String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private static void pause(int millis) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static double copied(String jdbc, long points) throws SQLException {
        Random random = new Random(1);
        long[] ids = random.longs(100_000).toArray();
        long spent = 0;
        try (PointTable table = new PointTable(jdbc)) {
            List<LoggedPoints> batch = new ArrayList<>();
            for (long i = 0; i < points; i++) {
                batch.add(new LoggedPoints(
                        new SeriesId(ids[(int) (i % ids.length)]),
                        i,
                        new long[] {
                            Micros.of(Instant.parse("2026-03-02T00:00:00Z")) + i / ids.length * 10 * Micros.SECOND
                        },
                        new double[] {i % 1_000}));
                if (batch.size() == 50_000 || i == points - 1) {
                    long begun = System.nanoTime();
                    table.copy(batch);
                    spent += System.nanoTime() - begun;
                    batch.clear();
                }
            }
        }
        return points / (spent / 1e9);
    }
}
