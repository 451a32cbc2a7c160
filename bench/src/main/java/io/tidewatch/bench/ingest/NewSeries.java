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
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A sender gone mad: each line a new series, while known series go on beside it. The server must keep the new ones to its limit, and
 * every point of the known ones. Exit code 1 where it doesn't.
 *
 * <p>Arguments: the server's address, an API key, its JDBC address, its process id, new series (10000000), known series (1000).
 */
public final class NewSeries {
    private static final int LINES = 10_000;
    private static final int LIMIT = 100_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final String key;
    private final long start = Micros.of(InstantSource.system().instant()) / Micros.SECOND - 86_400;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();

    private NewSeries(String[] arguments) {
        url = URI.create(arguments[0] + "/api/v2/write?precision=s");
        key = arguments[1];
    }

    public static void main(String[] arguments) throws Exception {
        int fresh = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 10_000_000;
        int known = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 1_000;
        boolean right;
        try (Database database = Database.open(arguments[2], 2)) {
            right = new NewSeries(arguments).run(database, Long.parseLong(arguments[3]), fresh, known);
        }
        System.exit(right ? 0 : 1);
    }

    private boolean run(Database database, long pid, int fresh, int known) throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        while (send(known(known, rounds.get())) != 204) {
            pause(200);
        }
        rounds.incrementAndGet();
        long begun = System.nanoTime();
        Thread mad = Thread.ofPlatform().start(() -> {
            for (int from = 0; from < fresh; from += LINES) {
                count("mad", send(fresh(from)));
            }
        });
        long slowest = 0;
        while (mad.isAlive()) {
            long sent = System.nanoTime();
            int status = send(known(known, rounds.get()));
            count("known", status);
            if (status == 204) {
                rounds.incrementAndGet();
            }
            slowest = Math.max(slowest, System.nanoTime() - sent);
            pause(100);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long owed = (long) rounds.get() * known;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (rows(database, "bench_known") < owed && System.nanoTime() < end) {
            pause(500);
        }
        long found = rows(database, "bench_known");
        long registered = series(database, "bench_mad");
        System.out.printf(
                Locale.ROOT,
                "%,d new series offered in %.0f s, %,d registered; known series: %,d points acknowledged, %,d in the table;"
                        + " slowest answer to them %.1f s; answers %s; most memory %s%n",
                fresh,
                seconds,
                registered,
                owed,
                found,
                slowest / 1e9,
                new TreeMap<>(answers),
                peak(pid));
        return found == owed && registered <= LIMIT && registered > 0;
    }

    private static String fresh(int from) {
        StringBuilder body = new StringBuilder(LINES * 40);
        for (int i = from; i < from + LINES; i++) {
            body.append("bench_mad,session=")
                    .append(Integer.toHexString(i * -1_640_531_527))
                    .append(" value=1\n");
        }
        return body.toString();
    }

    private String known(int known, int round) {
        StringBuilder body = new StringBuilder(known * 40);
        for (int i = 0; i < known; i++) {
            body.append("bench_known,s=")
                    .append(i)
                    .append(" value=1 ")
                    .append(start + round)
                    .append('\n');
        }
        return body.toString();
    }

    /** The answer's status; 0 where there was none. */
    private int send(String body) {
        try {
            return client.send(
                            HttpRequest.newBuilder(url)
                                    .header("Authorization", "Token " + key)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void count(String who, int status) {
        answers.computeIfAbsent(who + " " + status, missing -> new LongAdder()).increment();
    }

    private static long rows(Database database, String kpi) {
        return number(
                database, "select count(*) from point where series_id in (select id from series where kpi = ?)", kpi);
    }

    private static long series(Database database, String kpi) {
        return number(database, "select count(*) from series where kpi = ?", kpi);
    }

    private static long number(Database database, String query, String kpi) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(query).bind(0, kpi).mapTo(Long.class).one());
    }

    private static String peak(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElse("?")
                .replaceAll("\\s+", " ");
    }

    private static void pause(int millis) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
