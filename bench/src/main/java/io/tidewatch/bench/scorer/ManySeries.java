// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.bench.exact.Progress;
import io.tidewatch.bench.exact.ScorerMain;
import io.tidewatch.bench.log.Logs;
import io.tidewatch.bench.scratch.Scratch;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * {@code ManySeries SERIES MINUTES HEAP READY}: so many series at one point a minute, each warm and with a forecast as long as the
 * nightly run's, through a broker and an exactly-once scorer in another process: lag, memory, and the time that a restart takes.
 * READY is how many detectors the scorer keeps in memory for each partition.
 */
public final class ManySeries {
    private static final int WARM_POINTS = 70;

    private final int series;
    private final Scratch scratch = Scratch.forBench("many");
    private final EmbeddedBroker broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0);
    private final LogClients clients =
            new LogClients(new LogSettings(broker.bootstrap(), ScorerMain.PARTITIONS, (short) 1));
    private final SteadySeries steady;
    private final String heap;
    private final int ready;

    private ManySeries(int series, String heap, int ready) throws IOException {
        this.series = series;
        this.heap = heap;
        this.ready = ready;
        steady = new SteadySeries(series);
    }

    public static void main(String[] arguments) throws Exception {
        Logs.from(Level.SEVERE);
        ManySeries bench = new ManySeries(Integer.parseInt(arguments[0]), arguments[2], Integer.parseInt(arguments[3]));
        try {
            bench.run(Integer.parseInt(arguments[1]));
        } finally {
            bench.broker.close();
            bench.scratch.close();
        }
        System.exit(0);
    }

    private void run(int minutes) throws Exception {
        new Topics(clients).ensure();
        long start = System.nanoTime();
        try (Producer<byte[], byte[]> producer = clients.producer("many");
                Progress progress = new Progress(clients, "many")) {
            SettingsMessage kpi = SteadySeries.settings();
            producer.send(
                    new ProducerRecord<>(Topic.SETTINGS.id(), kpi.key().getBytes(UTF_8), SettingsCodec.encode(kpi)));
            for (int i = 0; i < series; i++) {
                producer.send(new ProducerRecord<>(Topic.FORECASTS.id(), steady.key(i), steady.forecast(i)));
            }
            for (int i = 0; i < series; i++) {
                producer.send(new ProducerRecord<>(
                        Topic.POINTS.id(), steady.key(i), steady.points(i, -WARM_POINTS, WARM_POINTS)));
            }
            producer.flush();
            say("%,d series sent with %d points and a forecast each, in %.0f s", series, WARM_POINTS, since(start));
            start = System.nanoTime();
            Process scorer = scorer();
            try {
                progress.await(progress.all(), scorer);
                say("the scorer has them after %.0f s; %s", since(start), memory(scorer));
                live(producer, progress, scorer, minutes);
                scorer.destroyForcibly();
                scorer.waitFor();
                start = System.nanoTime();
                minute(producer, minutes, false, new long[1]);
                producer.flush();
                scorer = scorer();
                long all = progress.all();
                progress.await(all - series + 1, scorer);
                say("killed and started again: the first point is scored after %.0f s", since(start));
                progress.await(all, scorer);
                say("and one of each series after %.0f s; %s", since(start), memory(scorer));
            } finally {
                scorer.destroyForcibly();
                scorer.waitFor();
            }
        }
    }

    private void live(Producer<byte[], byte[]> producer, Progress progress, Process scorer, int minutes)
            throws Exception {
        long before = progress.all();
        long[] sent = new long[1];
        double cpu = cpuSeconds(scorer);
        long start = System.nanoTime();
        Thread load = Thread.ofPlatform().start(() -> {
            for (int minute = 0; minute < minutes; minute++) {
                minute(producer, minute, true, sent);
            }
        });
        long[] lags = new long[minutes * 60 + 60];
        int samples = 0;
        long next = 60;
        while (load.isAlive() && samples < lags.length) {
            TimeUnit.SECONDS.sleep(1);
            long lag = before + sent[0] - progress.done();
            lags[samples++] = lag;
            if (since(start) >= next) {
                say("after %d s: %,d records behind; %s", next, lag, memory(scorer));
                next += 60;
            }
        }
        load.join();
        long end = System.nanoTime();
        progress.await(before + sent[0], scorer);
        long[] sorted = Arrays.copyOf(lags, samples);
        Arrays.sort(sorted);
        say(
                "%,d points in %.0f s, caught up %.1f s later; behind p50 %,d, p99 %,d, most %,d records; %.2f cores of the scorer",
                sent[0],
                (end - start) / 1e9,
                since(end),
                sorted[samples / 2],
                sorted[samples * 99 / 100],
                sorted[samples - 1],
                (cpuSeconds(scorer) - cpu) / since(start));
    }

    /** One point of each series, spread over a minute. */
    private void minute(Producer<byte[], byte[]> producer, int minute, boolean paced, long[] sent) {
        long start = System.nanoTime();
        for (int i = 0; i < series; i++) {
            long due = start + i * 60_000_000_000L / series;
            while (paced && System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            producer.send(new ProducerRecord<>(Topic.POINTS.id(), steady.key(i), steady.points(i, minute, 1)));
            sent[0]++;
        }
    }

    private Process scorer() throws IOException {
        return ScorerMain.start(
                broker.bootstrap(),
                "many",
                scratch.resolve("state"),
                scratch.resolve("scorer.log"),
                ready,
                List.of("-Xmx" + heap, "-Xmn768m", "-XX:+UseParallelGC"));
    }

    private String memory(Process scorer) throws IOException {
        long resident = Files.readAllLines(Path.of("/proc/" + scorer.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
        long disk = size(scratch.resolve("state"));
        return String.format(
                Locale.ROOT,
                "%,d MB resident, %,d bytes a series; %,d MB in its stores, %,d bytes a series",
                resident >> 20,
                resident / series,
                disk >> 20,
                disk / series);
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (java.io.UncheckedIOException e) {
            // A file went while we looked.
            return 0;
        }
    }

    private static double cpuSeconds(Process process) {
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1e3)
                .orElse(Double.NaN);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
