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
import io.tidewatch.testkit.series.GeneratedSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Twenty series of a KPI with the same incident, sent through a broker, and what scorers in other processes say of them. */
final class Fleet implements AutoCloseable {
    static final int SERIES = 20;
    static final int POINTS = 700;

    private final String kpi;
    private final GeneratedSeries generated = Inputs.series(POINTS);
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    /** Records of the alerts topic so far, by series, without what depends on when a forecast came. */
    final Map<String, List<String>> seen = new TreeMap<>();

    /** @param kpi no other test's: all share one broker */
    Fleet(LogClients clients, String kpi) {
        this.kpi = kpi;
        producer = clients.producer(kpi);
        consumer = clients.consumer(kpi);
        consumer.subscribe(List.of(Topic.ALERTS.id()));
    }

    /** What the same records give without a broker and without a crash. */
    Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new TreeMap<>();
        for (int n = 0; n < SERIES; n++) {
            try (Driven driven = new Driven(10)) {
                driven.settings(new SettingsMessage.OfKpi(Inputs.kpi(kpi, 1, true)));
                driven.forecast(Inputs.forecast(series(n), 1, Inputs.START_MICROS, 100 + n));
                driven.send(series(n), generated, 0, POINTS);
                assertThat(driven.alerts()).hasSizeGreaterThan(1);
                expected.put(
                        series(n).id().toString(),
                        driven.raw.stream().map(Fleet::comparable).toList());
            }
        }
        return expected;
    }

    void announce() {
        SettingsMessage settings = new SettingsMessage.OfKpi(Inputs.kpi(kpi, 1, true));
        producer.send(new ProducerRecord<>(
                Topic.SETTINGS.id(), settings.key().getBytes(UTF_8), SettingsCodec.encode(settings)));
        for (int n = 0; n < SERIES; n++) {
            producer.send(new ProducerRecord<>(
                    Topic.FORECASTS.id(),
                    series(n).id().key(),
                    ForecastCodec.encode(Inputs.forecast(series(n), 1, Inputs.START_MICROS, 100 + n))));
        }
        producer.flush();
    }

    void send(int from, int to) {
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

    /** Reads on until so many records were seen in all. */
    void read(int wanted) {
        long start = System.nanoTime();
        while (count(seen) < wanted) {
            poll(Duration.ofMillis(200));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("%d of %d records", count(seen), wanted)
                    .isLessThan(Duration.ofMinutes(4));
        }
    }

    void poll(Duration patience) {
        consumer.poll(patience).forEach(this::keep);
    }

    private void keep(ConsumerRecord<byte[], byte[]> entry) {
        SeriesId id = SeriesId.ofKey(entry.key());
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

    static int count(Map<String, List<String>> records) {
        return records.values().stream().mapToInt(List::size).sum();
    }

    private SeriesKey series(int n) {
        return new SeriesKey(kpi, Labels.of("n", Integer.toString(n)));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
