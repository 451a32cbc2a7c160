// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Several times what a running server takes: its capacity is measured first, by as many senders as keep it busy; then so many times
 * as many requests are made, answered or not; then half of what it takes, until everything that was accepted stands in the table.
 * What is turned away comes again, as senders do. Memory is printed all the while. Exit code 1 where something accepted is missing.
 *
 * <p>Arguments: the server's address, an API key, its JDBC address, its process id, times capacity (5), seconds (90), lines a
 * request (2000).
 */
public final class Overload {
    private static final String MEASUREMENT = "bench_overload";
    private static final int SERIES = 10_000;
    private static final int CAPACITY_SECONDS = 20;
    private static final int MOST_OPEN = 2_000;
    private static final int PRINT_SECONDS = 10;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI url;
    private final String key;
    private final int lines;
    private final long start =
            Micros.of(InstantSource.system().instant()) / Micros.MINUTE * Micros.MINUTE - 20 * Micros.DAY;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final LongAdder offered = new LongAdder();
    private final ConcurrentLinkedQueue<byte[]> again = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Semaphore open = new Semaphore(MOST_OPEN);
    private volatile long slowestNanos;

    private Overload(String[] arguments) {
        url = URI.create(arguments[0] + "/api/v2/write?precision=us");
        key = arguments[1];
        lines = arguments.length > 6 ? Integer.parseInt(arguments[6]) : 2_000;
    }

    public static void main(String[] arguments) throws Exception {
        int times = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 5;
        int seconds = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 90;
        Space.require(Path.of(System.getProperty("java.io.tmpdir")), 100_000L * (seconds + 90) * 400);
        boolean right;
        try (Database database = Database.open(arguments[2], 2)) {
            right = new Overload(arguments).run(database, Long.parseLong(arguments[3]), times, seconds);
        }
        System.exit(right ? 0 : 1);
    }

    private boolean run(Database database, long pid, int times, int seconds) throws InterruptedException {
        // All series are registered and everything is compiled before anything counts.
        phase("warming up", pid, 20, Math.max(1, 20_000 / lines));
        long before = accepted.get();
        closed(CAPACITY_SECONDS);
        double capacity = (accepted.get() - before) / (double) CAPACITY_SECONDS;
        System.out.printf(Locale.ROOT, "capacity: %,.0f points/s acknowledged%n", capacity);
        double requests = capacity / lines;
        phase(times + " times that", pid, seconds, times * requests);
        phase("half of it", pid, 60, requests / 2);
        drainQueue();
        return check(database);
    }

    /** Offers so many requests a second, whether or not the ones before were answered. */
    private void phase(String what, long pid, int seconds, double perSecond) throws InterruptedException {
        answers.clear();
        long begun = System.nanoTime();
        long first = accepted.get();
        long printed = 0;
        long offers = 0;
        long unsent = 0;
        while (true) {
            double elapsed = (System.nanoTime() - begun) / 1e9;
            if (elapsed >= seconds) {
                break;
            }
            if (offers < elapsed * perSecond) {
                offers++;
                if (open.tryAcquire()) {
                    offer();
                } else {
                    unsent++;
                }
            } else {
                pause(1);
            }
            if ((long) elapsed / PRINT_SECONDS > printed) {
                printed = (long) elapsed / PRINT_SECONDS;
                System.out.printf(
                        Locale.ROOT,
                        "%s, %3.0f s: resident %d MB, heap %s; accepted %,.0f points/s; slowest answer %.1f s; answers %s%s%n",
                        what,
                        elapsed,
                        resident(pid),
                        heap(pid),
                        (accepted.get() - first) / elapsed,
                        slowestNanos / 1e9,
                        new TreeMap<>(answers),
                        unsent == 0 ? "" : "; not offered, as " + MOST_OPEN + " were open: " + unsent);
                slowestNanos = 0;
            }
        }
    }

    /** As many senders as keep the server busy, each waiting for its answer. */
    private void closed(int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (MOST_OPEN - open.availablePermits() < 4) {
                open.acquire();
                offer();
            } else {
                pause(1);
            }
        }
        settle();
    }

    private void drainQueue() throws InterruptedException {
        settle();
        while (!again.isEmpty()) {
            open.acquire();
            offer();
            pause(20);
        }
        settle();
    }

    private void settle() throws InterruptedException {
        open.acquire(MOST_OPEN);
        open.release(MOST_OPEN);
    }

    private void offer() {
        byte[] waiting = again.poll();
        byte[] body = waiting == null ? body(next.getAndIncrement()) : waiting;
        offered.increment();
        long begun = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Token " + key)
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var ignored = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> {
                    slowestNanos = Math.max(slowestNanos, System.nanoTime() - begun);
                    String answer = response == null ? "none" : Integer.toString(response.statusCode());
                    answers.computeIfAbsent(answer, missing -> new LongAdder()).increment();
                    if (answer.equals("204")) {
                        accepted.addAndGet(lines);
                    } else {
                        again.add(body);
                    }
                    open.release();
                });
    }

    private byte[] body(int number) {
        StringBuilder body = new StringBuilder(lines * 48);
        for (long i = (long) number * lines; i < (number + 1L) * lines; i++) {
            body.append(MEASUREMENT)
                    .append(",s=")
                    .append(i % SERIES)
                    .append(" value=")
                    .append(i % 1_000)
                    .append(' ')
                    .append(start + i / SERIES * 10 * Micros.SECOND)
                    .append('\n');
        }
        return body.toString().getBytes(UTF_8);
    }

    private boolean check(Database database) throws InterruptedException {
        long owed = accepted.get();
        long begun = System.nanoTime();
        long found = 0;
        while (found < owed && System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(5)) {
            found = rows(database);
            pause(500);
        }
        System.out.printf(
                Locale.ROOT,
                "accepted %,d points, in the table %,d after %.0f s more: %s%n",
                owed,
                found,
                (System.nanoTime() - begun) / 1e9,
                found == owed ? "nothing lost" : "WRONG");
        return found == owed;
    }

    private static long rows(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from point where series_id in "
                                + "(select id from series where kpi = ?)")
                        .bind(0, MEASUREMENT)
                        .mapTo(Long.class)
                        .one());
    }

    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** As the JVM itself says it. */
    private static String heap(long pid) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "GC.heap_info")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
            return text.replaceAll("(?s).*?used (\\d+)K.*", "$1 KB");
        } catch (IOException e) {
            return "?";
        }
    }

    private static void pause(int millis) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
