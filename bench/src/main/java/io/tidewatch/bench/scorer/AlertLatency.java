// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.scorer.topology.ScorerRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From handing a point to the producer until a committed read sees the alert that it opens, under a steady load.
 * Arguments: series, points a second, seconds, commit interval in ms.
 */
public final class AlertLatency {
    private static final int WARM = 120;

    private AlertLatency() {}

    public static void main(String[] arguments) throws Exception {
        Logs.from(Level.SEVERE);
        int series = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        Duration commit = Duration.ofMillis(Long.parseLong(arguments[3]));
        try (ScoringRig rig = new ScoringRig(series, true);
                Consumer<byte[], byte[]> consumer = rig.clients.consumer("latency-reader")) {
            consumer.subscribe(List.of(Topic.ALERTS.id()));
            for (int minute = 0; minute < WARM; minute++) {
                for (int i = 0; i < series; i++) {
                    rig.send(i, minute, 0);
                }
            }
            rig.producer.flush();
            ScorerRole scorer = rig.scorer("latency", commit);
            scorer.start();
            while (scorer.counters().scored() < (long) WARM * series) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            Map<SeriesId, Long> sent = new ConcurrentHashMap<>();
            Thread load = Thread.ofPlatform().start(() -> load(rig, series, rate, seconds, sent));
            long[] micros = collect(consumer, sent, load);
            scorer.stop();
            Arrays.sort(micros);
            System.out.printf(
                    Locale.ROOT,
                    "%d series, %d points/s, commit %d ms: %d alerts, append to alert p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
                    series,
                    rate,
                    commit.toMillis(),
                    micros.length,
                    micros[micros.length / 2] / 1e3,
                    micros[(int) (micros.length * 0.99)] / 1e3,
                    micros[micros.length - 1] / 1e3);
        }
    }

    /** Every series in turn; after a third, for warming up, each hundredth point is the one that opens its series' first alert. */
    private static void load(ScoringRig rig, int series, int rate, int seconds, Map<SeriesId, Long> sent) {
        long start = System.nanoTime();
        long points = (long) rate * seconds;
        for (long n = 0; n < points; n++) {
            long due = start + n * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int i = (int) (n % series);
            SeriesId id = SeriesId.ofKey(rig.key(i));
            boolean opens = n >= points / 3 && n % 101 == 0 && sent.putIfAbsent(id, System.nanoTime()) == null;
            rig.send(i, WARM + (int) (n / series), opens ? 500 : 0);
        }
    }

    private static long[] collect(Consumer<byte[], byte[]> consumer, Map<SeriesId, Long> sent, Thread load) {
        Map<SeriesId, Long> took = new ConcurrentHashMap<>();
        int idle = 0;
        while (load.isAlive() || idle < 20) {
            idle = load.isAlive() ? 0 : idle + 1;
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(100))) {
                if (AlertsCodec.decode(entry.value()) instanceof AlertsMessage.Event(var event)
                        && event.kind() == AlertEventKind.OPENED) {
                    SeriesId id = event.series().id();
                    Long at = sent.get(id);
                    if (at != null) {
                        took.putIfAbsent(id, (System.nanoTime() - at) / 1_000);
                    }
                }
            }
        }
        return took.values().stream().mapToLong(Long::longValue).toArray();
    }
}
