// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.bench.scratch.Scratch;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.scorer.topology.ScorerRole;
import io.tidewatch.scorer.topology.ScorerSettings;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A broker, a scorer and steady series, in one JVM. */
final class ScoringRig implements AutoCloseable {
    private static final long START = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private static final int PARTITIONS = 12;

    final LogClients clients;
    final Producer<byte[], byte[]> producer;
    private final Scratch scratch;
    private final EmbeddedBroker broker;
    private final SeriesKey[] series;
    private final byte[][] keys;
    private final SplittableRandom random = new SplittableRandom(42);

    ScoringRig(int count, boolean keepScores) throws IOException {
        scratch = Scratch.forBench("scoring");
        broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0);
        clients = new LogClients(new LogSettings(broker.bootstrap(), PARTITIONS, (short) 1));
        new Topics(clients).ensure();
        producer = clients.producer("bench");
        series = new SeriesKey[count];
        keys = new byte[count][];
        for (int i = 0; i < count; i++) {
            series[i] = new SeriesKey("bench", Labels.of("host", "h" + i));
            keys[i] = series[i].id().key();
        }
        Kpi usual = Kpi.named("bench");
        SettingsMessage kpi = new SettingsMessage.OfKpi(new Kpi(
                "bench",
                1,
                "",
                "",
                "",
                usual.zone(),
                usual.step(),
                usual.kind(),
                usual.direction(),
                usual.lateLimit(),
                keepScores));
        producer.send(new ProducerRecord<>(Topic.SETTINGS.id(), kpi.key().getBytes(UTF_8), SettingsCodec.encode(kpi)));
        producer.flush();
    }

    ScorerRole scorer(String id, Duration commitInterval) {
        return new ScorerRole(new Settings(id, commitInterval), clients, scratch.resolve("state-" + id));
    }

    byte[] key(int i) {
        return keys[i];
    }

    /** One point of a minute for one series: a level of 100 with noise of 1, or something else. */
    Future<RecordMetadata> send(int i, int minute, double shift) {
        SeriesPoints point =
                new SeriesPoints(series[i], Origin.LIVE, new long[] {START + minute * Micros.MINUTE}, new double[] {
                    100 + random.nextGaussian() + shift
                });
        return producer.send(new ProducerRecord<>(Topic.POINTS.id(), keys[i], PointsCodec.encode(point)));
    }

    /** CPU time of the threads that score, nanoseconds. */
    static long scoringCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().contains("-StreamThread-"))
                .filter(info -> !info.getThreadName().contains("producer"))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }

    @Override
    public void close() throws IOException {
        producer.close();
        broker.close();
        scratch.close();
    }

    private record Settings(String applicationId, Duration commitInterval) implements ScorerSettings {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public int standbys() {
            return 0;
        }

        @Override
        public long cacheBytes() {
            return 64 << 20;
        }

        @Override
        public int readyDetectors() {
            return 20_000;
        }
    }
}
