// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.event.Lookup;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.EventsCodec;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.ScoresCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.testkit.series.GeneratedSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The topology without a broker: records go in one by one, what came out is kept. */
final class Driven implements AutoCloseable {
    final Counters counters = new Counters();
    /** The alerts topic as it was written. */
    final List<byte[]> raw = new ArrayList<>();

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> points;
    private final TestInputTopic<byte[], byte[]> forecasts;
    private final TestInputTopic<byte[], byte[]> calibrations;
    private final TestInputTopic<byte[], byte[]> settings;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<byte[], byte[]> lookups;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> scores;

    Driven(int readyDetectors) {
        driver = new TopologyTestDriver(ScoringTopology.build(counters, readyDetectors), new Properties());
        points = input(Topic.POINTS);
        forecasts = input(Topic.FORECASTS);
        calibrations = input(Topic.CALIBRATIONS);
        settings = input(Topic.SETTINGS);
        events = input(Topic.EVENTS);
        lookups = input(Topic.LOOKUP);
        alerts = driver.createOutputTopic(Topic.ALERTS.id(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        scores = driver.createOutputTopic(Topic.SCORES.id(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TestInputTopic<byte[], byte[]> input(Topic topic) {
        return driver.createInputTopic(topic.id(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends points {@code from} to {@code to}, one record for each. */
    void send(SeriesKey series, GeneratedSeries generated, int from, int to) {
        for (int i = from; i < to; i++) {
            send(series, Origin.LIVE, new long[] {generated.timeMicros()[i]}, new double[] {
                generated.value()[i]
            });
        }
    }

    /** Sends them all in one record. */
    void sendTogether(SeriesKey series, Origin origin, GeneratedSeries generated, int from, int to) {
        send(
                series,
                origin,
                Arrays.copyOfRange(generated.timeMicros(), from, to),
                Arrays.copyOfRange(generated.value(), from, to));
    }

    private void send(SeriesKey series, Origin origin, long[] times, double[] values) {
        points.pipeInput(series.id().key(), PointsCodec.encode(new SeriesPoints(series, origin, times, values)));
        drain();
    }

    void heartbeat(long micros) {
        points.pipeInput(new byte[0], PointsCodec.encodeHeartbeat(micros));
        drain();
    }

    void rawPoint(byte @Nullable [] key, byte @Nullable [] value) {
        points.pipeInput(key, value);
        drain();
    }

    void forecast(Forecast forecast) {
        forecasts.pipeInput(forecast.series().id().key(), ForecastCodec.encode(forecast));
    }

    void calibration(SeriesId series, Calibration calibration) {
        calibrations.pipeInput(series.key(), CalibrationCodec.encode(series, calibration));
    }

    /** As when the series is deleted. */
    void calibrationTakenBack(SeriesId series) {
        calibrations.pipeInput(series.key(), (byte[]) null);
    }

    void settings(SettingsMessage message) {
        settings.pipeInput(message.key().getBytes(UTF_8), SettingsCodec.encode(message));
    }

    void event(Event event) {
        events.pipeInput(event.key().getBytes(UTF_8), EventsCodec.encode(event));
        drain();
    }

    void lookup(Lookup lookup) {
        lookups.pipeInput(lookup.key().getBytes(UTF_8), EventsCodec.encode(lookup));
    }

    private void drain() {
        raw.addAll(alerts.readValuesToList());
    }

    List<AlertEvent> alerts() {
        return raw.stream()
                .map(AlertsCodec::decode)
                .filter(AlertsMessage.Event.class::isInstance)
                .map(message -> ((AlertsMessage.Event) message).event())
                .toList();
    }

    List<ControlApplied> controls() {
        return raw.stream()
                .map(AlertsCodec::decode)
                .filter(AlertsMessage.Control.class::isInstance)
                .map(message -> ((AlertsMessage.Control) message).applied())
                .toList();
    }

    List<ServedScore> scores() {
        return scores.readValuesToList().stream()
                .map(ScoresCodec::decode)
                .flatMap(message -> message.scores().stream())
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
