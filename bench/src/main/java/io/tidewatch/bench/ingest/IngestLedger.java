// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.time.Micros;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A ledger of what was answered 204 against the table, while the process that answers is killed (SIGKILL) again and again and the
 * database is stopped for a while. Batches without an answer are sent again. Arguments: seconds (60), kills (8), seconds without
 * database (10), senders (4), further arguments for the process's JVM, as {@code -Dtidewatch.ingest.max-in-flight-bytes=1000000}.
 */
public final class IngestLedger {
    private static final int BATCH = 500;
    private static final int SERIES = 1_000;
    private static final int PARTITIONS = 4;
    private static final Duration DRAIN = Duration.ofMinutes(3);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AtomicInteger next = new AtomicInteger();
    private final BitSet acknowledged = new BitSet();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final long start = Micros.of(InstantSource.system().instant()) - Micros.DAY;
    private final URI url;
    private volatile boolean sending = true;

    private IngestLedger(int port) {
        url = URI.create("http://127.0.0.1:" + port + "/api/v2/write");
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int kills = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        int outage = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        int senders = args.length > 3 ? Integer.parseInt(args[3]) : 4;
        Path directory = Files.createTempDirectory("tidewatch-bench-ledger");
        Space.require(directory, 40_000_000L * seconds);
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"), 0)) {
            EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("db"), 0);
            String jdbc = database.url();
            int databasePort = Integer.parseInt(jdbc.replaceFirst(".*//[^/]*:(\\d+)/.*", "$1"));
            try (Database pool = Database.open(jdbc, 2)) {
                new Migrator(pool.dataSource()).migrate();
            }
            new Topics(new LogClients(new LogSettings(broker.bootstrap(), PARTITIONS, (short) 1))).ensure();
            int port = free();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED"));
            command.addAll(List.of(args).subList(Math.min(4, args.length), args.length));
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    IngestProcess.class.getName(),
                    jdbc,
                    broker.bootstrap(),
                    Integer.toString(PARTITIONS),
                    Integer.toString(port),
                    directory.resolve("state").toString()));
            IngestLedger ledger = new IngestLedger(port);
            Process process = started(command);
            long memory = 0;
            List<Thread> threads = ledger.send(senders);
            try {
                for (int round = 0; round < Math.max(1, kills); round++) {
                    pause(seconds * 1_000 / Math.max(1, kills));
                    memory = Math.max(memory, peak(process));
                    if (outage > 0 && round == kills / 2) {
                        database.close();
                        pause(outage * 1_000);
                        database = EmbeddedDatabase.start(directory.resolve("db"), databasePort);
                    }
                    if (kills > 0) {
                        process.destroyForcibly().waitFor();
                        process = started(command);
                    }
                }
                ledger.sending = false;
                for (Thread thread : threads) {
                    thread.join();
                }
                memory = Math.max(memory, peak(process));
                ledger.check(database.url(), memory, kills);
            } finally {
                process.destroyForcibly();
                database.close();
            }
        }
    }

    private List<Thread> send(int senders) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (sending) {
                    deliver(next.getAndIncrement());
                }
            }));
        }
        return threads;
    }

    /** Until it is acknowledged, or until nobody sends any more. */
    private void deliver(int batch) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            long number = (long) batch * BATCH + i;
            body.append("ledger,s=")
                    .append(number % SERIES)
                    .append(" value=")
                    .append(number)
                    .append(' ')
                    .append(start + number * 100)
                    .append('\n');
        }
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(40))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toString().getBytes(UTF_8)))
                .build();
        while (sending) {
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                count(Integer.toString(status));
                if (status == 204) {
                    synchronized (acknowledged) {
                        acknowledged.set(batch);
                    }
                    return;
                }
                pause(100);
            } catch (IOException e) {
                count("no answer");
                pauseQuietly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void check(String jdbc, long memory, int kills) throws InterruptedException {
        long owed = (long) acknowledged.cardinality() * BATCH;
        long begun = System.nanoTime();
        try (Database database = Database.open(jdbc, 2)) {
            long rows = rows(database);
            while (rows < owed && System.nanoTime() - begun < DRAIN.toNanos()) {
                pause(200);
                rows = rows(database);
            }
            BitSet whole = new BitSet();
            long repeated = database.jdbi().withHandle(handle -> {
                handle.createQuery("select (value::bigint / " + BATCH + ")::int as batch, count(*) as n from point "
                                + "group by 1 having count(*) = " + BATCH)
                        .map((row, context) -> row.getInt("batch"))
                        .forEach(whole::set);
                return handle.createQuery("select count(*) - count(distinct value) from point")
                        .mapTo(Long.class)
                        .one();
            });
            BitSet lost = (BitSet) acknowledged.clone();
            lost.andNot(whole);
            System.out.printf(
                    Locale.ROOT,
                    "%d kills; acknowledged %,d points; rows %,d; acknowledged batches that are not whole: %d; rows twice: %d;"
                            + " drained %.1f s after the last answer; answers %s; most memory of the process %d MB%n",
                    kills,
                    owed,
                    rows,
                    lost.cardinality(),
                    repeated,
                    (System.nanoTime() - begun) / 1e9,
                    new TreeMap<>(answers),
                    memory >> 10);
        }
    }

    private void count(String answer) {
        answers.computeIfAbsent(answer, missing -> new LongAdder()).increment();
    }

    private static long rows(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from point")
                        .mapTo(Long.class)
                        .one());
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** In KB, as Linux says it; 0 elsewhere. */
    private static long peak(Process process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void pauseQuietly() {
        try {
            pause(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(int millis) throws InterruptedException {
        boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
