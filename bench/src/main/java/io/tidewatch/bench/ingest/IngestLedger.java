// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;

/**
 * A ledger of what was answered 204 against the table, while the process that answers, its broker and its PostgreSQL are killed
 * (SIGKILL) in turn. Every batch is sent until it is acknowledged, so in the end the table must hold exactly all of them. Beside the
 * many points in order come two smaller KPIs: each batch three times and shuffled, and one point in five up to a day late; each has
 * to end with the rows that the same points have in order. Exit code 1 where anything is lost, too much or wrong.
 *
 * <p>Arguments: points (10000000), kills (20), seed (1), senders (4), further arguments for the process's JVM.
 */
public final class IngestLedger {
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private record Batch(LedgerStream stream, int number) {}

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Batch> batches = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final List<LedgerStream> streams;
    private final URI url;

    private IngestLedger(int port, List<LedgerStream> streams) {
        this.url = URI.create("http://127.0.0.1:" + port + "/api/v2/write?precision=s");
        this.streams = streams;
        for (LedgerStream stream : streams) {
            for (int i = 0; i < stream.batches(); i++) {
                batches.add(new Batch(stream, i));
            }
        }
        // All streams at once, each in its own order.
        batches.sort(Comparator.comparingDouble(
                batch -> batch.number() / (double) batch.stream().batches()));
    }

    public static void main(String[] args) throws Exception {
        Logs.from(Level.WARNING);
        int points = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        int kills = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
        int senders = args.length > 3 ? Integer.parseInt(args[3]) : 4;
        Path directory = Files.createTempDirectory("tidewatch-bench-ledger");
        Space.require(directory, 600L * points);
        Random random = new Random(seed);
        long start = Micros.of(InstantSource.system().instant()) / Micros.DAY * (Micros.DAY / Micros.SECOND)
                - Math.max(10, points / 1_000 / 288 + 3) * (Micros.DAY / Micros.SECOND);
        int few = points / 20 / LedgerStream.BATCH * LedgerStream.BATCH;
        List<LedgerStream> streams = List.of(
                LedgerStream.inOrder("ledger", points, start),
                LedgerStream.thrice("ledger_thrice", few, start, random),
                LedgerStream.late("ledger_late", few, start, random));
        boolean right;
        try (Victims victims = new Victims(directory, List.of(args).subList(Math.min(4, args.length), args.length))) {
            right = new IngestLedger(victims.port(), streams).run(victims, kills, random, senders);
        }
        System.out.println(
                right
                        ? "RIGHT: every acknowledged point is there, once"
                        : "WRONG; the servers' files stand in " + directory);
        System.exit(right ? 0 : 1);
    }

    private boolean run(Victims victims, int kills, Random random, int senders) throws Exception {
        List<Victims.Kind> order = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            order.add(Victims.Kind.values()[i % Victims.Kind.values().length]);
        }
        java.util.Collections.shuffle(order, random);
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            threads.add(Thread.ofPlatform().daemon().start(this::send));
        }
        long total = (long) batches.size() * LedgerStream.BATCH;
        for (int i = 0; i < kills; i++) {
            while (acknowledged.get() < total * (i + 0.5) / kills) {
                pause(20);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%4.0f s: %,d acknowledged; SIGKILL to the %s%n",
                    (System.nanoTime() - begun) / 1e9,
                    acknowledged.get(),
                    order.get(i).name().toLowerCase(Locale.ROOT));
            victims.kill(order.get(i));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf(
                Locale.ROOT,
                "%4.0f s: all sent; answers %s; most memory of the process %d MB%n",
                (System.nanoTime() - begun) / 1e9,
                new TreeMap<>(answers),
                victims.memory() >> 10);
        return check(victims.jdbc());
    }

    private void send() {
        while (true) {
            int place = next.getAndIncrement();
            if (place >= batches.size()) {
                return;
            }
            deliver(batches.get(place));
        }
    }

    private void deliver(Batch batch) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(40))
                .POST(HttpRequest.BodyPublishers.ofByteArray(batch.stream().body(batch.number())))
                .build();
        try {
            while (true) {
                int status = status(request);
                if (status == 204) {
                    acknowledged.addAndGet(LedgerStream.BATCH);
                    return;
                }
                if (status == 400) {
                    throw new IllegalStateException("a batch was refused as malformed");
                }
                pause(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** 0 where there was no answer. */
    private int status(HttpRequest request) throws InterruptedException {
        int status = 0;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            // Sent again, like anything that was not acknowledged.
        }
        answers.computeIfAbsent(status == 0 ? "none" : Integer.toString(status), missing -> new LongAdder())
                .increment();
        return status;
    }

    private boolean check(String jdbc) throws InterruptedException {
        long owed = streams.stream().mapToLong(LedgerStream::points).sum();
        long begun = System.nanoTime();
        try (Database database = Database.open(jdbc, 2)) {
            while (rows(database) < owed && System.nanoTime() - begun < DRAIN.toNanos()) {
                pause(500);
            }
            System.out.printf(Locale.ROOT, "drained in %.1f s%n", (System.nanoTime() - begun) / 1e9);
            boolean right = true;
            for (LedgerStream stream : streams) {
                right &= check(database, stream);
            }
            return right;
        }
    }

    private static boolean check(Database database, LedgerStream stream) {
        long owed = stream.checksum();
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(LedgerStream.CHECKSUM)
                        .bind(0, stream.kpi())
                        .map((row, context) -> {
                            long rows = row.getLong("rows");
                            long found = row.getLong("checksum");
                            boolean right = rows == stream.points() && found == owed;
                            System.out.printf(
                                    Locale.ROOT,
                                    "%s: %,d points owed, %,d rows, checksum %d, should be %d: %s%n",
                                    stream.kpi(),
                                    stream.points(),
                                    rows,
                                    found,
                                    owed,
                                    right ? "right" : "WRONG");
                            return right;
                        })
                        .one());
    }

    private static long rows(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from point")
                        .mapTo(Long.class)
                        .one());
    }

    private static void pause(int millis) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
