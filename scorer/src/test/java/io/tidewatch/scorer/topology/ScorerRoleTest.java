// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.testkit.log.TestBroker;
import io.tidewatch.testkit.series.GeneratedSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerRoleTest {
    private static final int SERIES = 20;
    private static final int POINTS = 700;
    private static final int KILLED_AT = Inputs.SPIKE + 2;

    @TempDir
    private Path directory;

    @Test
    void aKilledScorerLosesAndDoublesNothing() throws Exception {
        String bootstrap = TestBroker.shared().bootstrap();
        LogClients clients = ScorerProcess.clients(bootstrap);
        GeneratedSeries generated = Inputs.series(POINTS);
        Map<String, List<String>> expected = expected(generated);
        try (Producer<byte[], byte[]> producer = clients.producer("test");
                Consumer<byte[], byte[]> consumer = clients.consumer("killed-scorer")) {
            consumer.subscribe(List.of(Topic.ALERTS.id()));
            announce(producer);
            send(producer, generated, 0, KILLED_AT);
            Map<String, List<String>> seen = new TreeMap<>();

            Process first = ScorerProcess.start(bootstrap, "killed-scorer-app", directory);
            try {
                // Some alerts are open, and points flow while it dies.
                read(consumer, seen, SERIES / 2 * 3);
                send(producer, generated, KILLED_AT, KILLED_AT + 100);
            } finally {
                assertThat(first.destroyForcibly().waitFor(10, TimeUnit.SECONDS))
                        .isTrue();
            }
            send(producer, generated, KILLED_AT + 100, POINTS);

            Process second = ScorerProcess.start(bootstrap, "killed-scorer-app", directory);
            try {
                read(consumer, seen, count(expected));
                consumer.poll(Duration.ofMillis(500)).forEach(entry -> keep(seen, entry));
            } finally {
                second.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void saysHowItIsAndStopsTwice() {
        ScorerRole role = new ScorerRole(
                ScorerProcess.settings("started-scorer-app"),
                ScorerProcess.clients(TestBroker.shared().bootstrap()),
                directory);
        assertThat(role.trouble()).isEqualTo("it was not started");
        role.start();
        assertThat(role.trouble()).isEmpty();
        assertThat(role.lag()).isNotNegative();
        role.stop();
        role.stop();
        assertThat(role.trouble()).isEqualTo("it was not started");
    }

    /** What the same records give without a broker and without a crash. */
    private static Map<String, List<String>> expected(GeneratedSeries generated) {
        Map<String, List<String>> expected = new TreeMap<>();
        for (int n = 0; n < SERIES; n++) {
            try (Driven driven = new Driven(10)) {
                driven.settings(new SettingsMessage.OfKpi(Inputs.kpi("killed", 1, true)));
                driven.forecast(Inputs.forecast(series(n), 1, Inputs.START_MICROS, 100 + n));
                driven.send(series(n), generated, 0, POINTS);
                assertThat(driven.alerts()).hasSizeGreaterThan(1);
                expected.put(
                        series(n).id().toString(),
                        driven.raw.stream().map(ScorerRoleTest::comparable).toList());
            }
        }
        return expected;
    }

    private static void announce(Producer<byte[], byte[]> producer) {
        SettingsMessage kpi = new SettingsMessage.OfKpi(Inputs.kpi("killed", 1, true));
        producer.send(new ProducerRecord<>(Topic.SETTINGS.id(), kpi.key().getBytes(UTF_8), SettingsCodec.encode(kpi)));
        for (int n = 0; n < SERIES; n++) {
            producer.send(new ProducerRecord<>(
                    Topic.FORECASTS.id(),
                    series(n).id().key(),
                    ForecastCodec.encode(Inputs.forecast(series(n), 1, Inputs.START_MICROS, 100 + n))));
        }
        producer.flush();
    }

    private static void send(Producer<byte[], byte[]> producer, GeneratedSeries generated, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int n = 0; n < SERIES; n++) {
                SeriesPoints point = new SeriesPoints(
                        series(n), Origin.LIVE, new long[] {generated.timeMicros()[i]}, new double[] {
                            generated.value()[i]
                        });
                producer.send(
                        new ProducerRecord<>(Topic.POINTS.id(), series(n).id().key(), PointsCodec.encode(point)));
            }
        }
        producer.flush();
    }

    private static void read(Consumer<byte[], byte[]> consumer, Map<String, List<String>> seen, int wanted) {
        long start = System.nanoTime();
        while (count(seen) < wanted) {
            consumer.poll(Duration.ofMillis(200)).forEach(entry -> keep(seen, entry));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("%d of %d records", count(seen), wanted)
                    .isLessThan(Duration.ofMinutes(4));
        }
    }

    private static void keep(Map<String, List<String>> seen, ConsumerRecord<byte[], byte[]> entry) {
        SeriesId id = SeriesId.ofKey(entry.key());
        // Other tests write to the same topic.
        if (IntStream.range(0, SERIES).anyMatch(n -> series(n).id().equals(id))) {
            seen.computeIfAbsent(id.toString(), any -> new ArrayList<>()).add(comparable(entry.value()));
        }
    }

    /** Forecasts and points meet in no order before the first of them counts, so when a forecast came says nothing. */
    private static String comparable(byte[] record) {
        byte[] same = AlertsCodec.decode(record) instanceof AlertsMessage.Control(ControlApplied applied)
                ? AlertsCodec.encode(new AlertsMessage.Control(applied.cameAfter(0)))
                : record;
        return HexFormat.of().formatHex(same);
    }

    private static int count(Map<String, List<String>> seen) {
        return seen.values().stream().mapToInt(List::size).sum();
    }

    private static SeriesKey series(int n) {
        return new SeriesKey("killed", Labels.of("n", Integer.toString(n)));
    }
}
