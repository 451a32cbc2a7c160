// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.PointsMessage;
import io.tidewatch.ingest.window.wire.Aggregate;
import io.tidewatch.ingest.window.wire.Guard;
import io.tidewatch.ingest.window.wire.Input;
import io.tidewatch.ingest.window.wire.Output;
import io.tidewatch.ingest.window.wire.Samples;
import io.tidewatch.ingest.window.wire.SamplesRecord;
import io.tidewatch.ingest.window.wire.Source;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTopologyTest {
    private static final long DAY = 20_000 * Micros.DAY;
    private static final WindowSpec SUM = spec(Aggregate.SUM).build();

    @TempDir
    Path state;

    private WindowCounters counters;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> in;
    private TestOutputTopic<byte[], byte[]> points;
    private TestOutputTopic<byte[], byte[]> late;

    @BeforeEach
    void start() {
        counters = new WindowCounters();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(WindowTopology.build(counters), properties);
        in = driver.createInputTopic(Topic.SAMPLES.id(), new ByteArraySerializer(), new ByteArraySerializer());
        points = driver.createOutputTopic(Topic.POINTS.id(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        late = driver.createOutputTopic(
                Topic.SAMPLES_LATE.id(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void sendsAWindowOnWhenTheWatermarkHasPassedIt() {
        send(SUM, false, source(1, at(0), 1, at(30), 2));
        send(SUM, false, source(2, at(59), 4));
        assertThat(sent()).isEmpty();
        send(SUM, false, source(1, at(69), 8));
        assertThat(sent()).isEmpty();
        send(SUM, false, source(1, at(70), 16));
        assertThat(sent()).containsExactly("kpi@0=7.0");
        send(SUM, false, source(1, at(100), 16), source(2, at(200), 1));
        assertThat(sent()).containsExactly("kpi@60=40.0");
    }

    @Test
    void theClockClosesAWindowWhoseSamplesCease() {
        send(SUM, false, source(1, at(10), 5));
        clock(at(69));
        assertThat(sent()).isEmpty();
        clock(at(71));
        assertThat(sent()).containsExactly("kpi@0=5.0");
        clock(at(10_000));
        assertThat(sent()).isEmpty();
    }

    @Test
    void aLateSampleCorrectsItsWindowAndALaterOneIsSetAside() {
        send(SUM, false, source(1, at(10), 5, at(70), 1, at(300), 1));
        assertThat(sent()).containsExactly("kpi@0=5.0", "kpi@60=1.0");
        send(SUM, false, source(2, at(20), 3));
        assertThat(sent()).containsExactly("kpi@0=8.0");
        send(SUM, false, source(2, at(20), 3));
        assertThat(sent()).isEmpty();
        send(SUM, false, source(1, at(700), 1));
        assertThat(sent()).containsExactly("kpi@300=1.0");
        send(SUM, false, source(2, at(30), 100));
        assertThat(sent()).isEmpty();
        assertThat(late.readValuesToList()).hasSize(1);
        assertThat(counters.numbers()).containsEntry("samples_too_late", 1L).containsEntry("aggregates_corrected", 1L);
    }

    @Test
    void repeatsAndDisorderChangeNothing() {
        long seed = 11;
        Random random = new Random(seed);
        WindowSpec spec = spec(Aggregate.MEAN).setLateMicros(Micros.DAY).build();
        List<Source> samples = new ArrayList<>();
        TreeMap<Long, List<Double>> truth = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            long time = at(i * 7);
            double value = random.nextInt(1_000);
            samples.add(source(i % 5, time, value));
            truth.computeIfAbsent(i * 7 / 60 * 60L, key -> new ArrayList<>()).add(value);
        }
        List<Source> thrice = new ArrayList<>(samples);
        thrice.addAll(samples);
        thrice.addAll(samples);
        Collections.shuffle(thrice, random);
        thrice.forEach(sample -> send(spec, false, sample));
        clock(at(100_000));
        Map<String, String> rows = new TreeMap<>();
        for (String row : sent()) {
            rows.put(row.substring(0, row.indexOf('=')), row.substring(row.indexOf('=') + 1));
        }
        Map<String, String> expected = new TreeMap<>();
        truth.forEach((start, values) -> expected.put(
                "kpi@" + start,
                String.valueOf(values.stream().mapToDouble(v -> v).sum() / values.size())));
        assertThat(rows).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void ratesFollowCountersOverResetsAndFromWindowToWindow() {
        WindowSpec rate = spec(Aggregate.RATE).build();
        send(rate, false, source(1, at(0), 100, at(30), 130));
        send(rate, false, source(1, at(60), 160, at(90), 20));
        send(rate, false, source(1, at(200), 20));
        // 30 in the first; 30, then a restart and 20, in the second.
        assertThat(sent()).containsExactly("kpi@0=0.5", "kpi@60=" + 50 / 60.0);
        send(rate, false, source(1, at(45), 145));
        // The first has more, the second less: its first increase is counted from 145.
        assertThat(sent()).containsExactly("kpi@0=0.75", "kpi@60=" + 35 / 60.0);
    }

    @Test
    void aRatioIsGuardedByItsDenominatorAndNoErrorsAreZero() {
        WindowSpec ratio = WindowSpec.newBuilder(SUM)
                .clearInputs()
                .clearOutputs()
                .addInputs(Input.newBuilder().setName("errors").setAggregate(Aggregate.SUM))
                .addInputs(Input.newBuilder().setName("requests").setAggregate(Aggregate.SUM))
                .addOutputs(Output.newBuilder().setSeries("ratio").setFormula("errors / requests"))
                .addGuards(Guard.newBuilder().setInput("requests").setLeast(10))
                .build();
        send(ratio, false, named("requests", 1, at(0), 20));
        send(ratio, false, named("requests", 1, at(60), 40), named("errors", 2, at(60), 10));
        send(ratio, false, named("requests", 1, at(120), 9), named("errors", 2, at(120), 9));
        clock(at(1_000));
        assertThat(sent()).containsExactly("ratio@0=0.0", "ratio@60=0.25");
    }

    @Test
    void histogramsGiveQuantiles() {
        WindowSpec spec = WindowSpec.newBuilder(SUM)
                .clearInputs()
                .clearOutputs()
                .addInputs(Input.newBuilder().setName("value").setAggregate(Aggregate.HISTOGRAM))
                .addOutputs(Output.newBuilder()
                        .setSeries("p50")
                        .setHistogram("value")
                        .setQuantile(0.5))
                .addOutputs(Output.newBuilder()
                        .setSeries("p99")
                        .setHistogram("value")
                        .setQuantile(0.99))
                .build();
        double[] bounds = {0.1, 0.5, 1, Double.POSITIVE_INFINITY};
        double[] first = {10, 10, 10, 10};
        double[] second = {60, 100, 110, 110};
        for (int i = 0; i < 4; i++) {
            send(spec, false, bucket(bounds[i], false, at(0), first[i], at(30), second[i]));
            send(spec, false, bucket(bounds[i], true, at(60), 25.0 * (i + 1)));
        }
        clock(at(1_000));
        // Of 100: 50 below 0.1, 40 to 0.5, 10 to 1; rank 50 lies at the first bound, rank 99 at nine tenths of the
        // third bucket.
        assertThat(sent()).containsExactly("p50@0=0.1", "p99@0=0.95", "p50@60=0.5", "p99@60=1.0");
    }

    @Test
    void historyHasAWatermarkOfItsOwn() {
        send(SUM, false, source(1, at(100_000), 5));
        clock(at(100_001));
        send(SUM, true, source(1, at(10), 1));
        send(SUM, true, source(1, at(20), 2, at(90), 3));
        assertThat(sent()).containsExactly("kpi@0=3.0");
        clock(at(100_012));
        assertThat(sent()).containsExactly("kpi@60=3.0");
        assertThat(counters.numbers()).containsEntry("samples_too_late", 0L);
    }

    @Test
    void whatIsNoRecordIsCountedAndPassedOver() {
        in.pipeInput(new byte[8], new byte[] {1, 2, 3});
        in.pipeInput(new byte[8], (byte[]) null);
        send(SUM, false, source(1, at(10), 5));
        clock(at(1_000));
        assertThat(sent()).containsExactly("kpi@0=5.0");
        assertThat(counters.numbers()).containsEntry("records_broken", 2L);
    }

    private void send(WindowSpec spec, boolean backfill, Source... sources) {
        Samples samples = Samples.newBuilder()
                .setSpec(spec)
                .setBackfill(backfill)
                .addAllSources(List.of(sources))
                .build();
        in.pipeInput(
                new byte[8],
                SamplesRecord.newBuilder().setSamples(samples).build().toByteArray());
    }

    private void clock(long micros) {
        in.pipeInput(
                new byte[0],
                SamplesRecord.newBuilder().setClockMicros(micros).build().toByteArray());
    }

    private List<String> sent() {
        List<String> found = new ArrayList<>();
        for (byte[] value : points.readValuesToList()) {
            SeriesPoints batch = ((PointsMessage.Batch) PointsCodec.decode(value)).points();
            for (int i = 0; i < batch.size(); i++) {
                found.add(String.format(
                        Locale.ROOT,
                        "%s@%d=%s",
                        batch.series(),
                        (batch.timeMicros()[i] - DAY) / Micros.SECOND,
                        batch.value()[i]));
            }
        }
        return found;
    }

    private static long at(long seconds) {
        return DAY + seconds * Micros.SECOND;
    }

    private static WindowSpec.Builder spec(Aggregate aggregate) {
        return WindowSpec.newBuilder()
                .setStepMicros(Micros.MINUTE)
                .setLateMicros(10 * Micros.MINUTE)
                .setWaitMicros(10 * Micros.SECOND)
                .addInputs(Input.newBuilder().setName("value").setAggregate(aggregate))
                .addOutputs(Output.newBuilder().setSeries("kpi").setFormula("value"));
    }

    /** @param samples times and values in turn */
    private static Source source(long id, Object... samples) {
        return named("value", id, samples);
    }

    private static Source named(String input, long id, Object... samples) {
        Source.Builder source = Source.newBuilder().setInput(input).setId(id).setBound(Double.NaN);
        for (int i = 0; i < samples.length; i += 2) {
            source.addTimeMicros((Long) samples[i]).addValue(((Number) samples[i + 1]).doubleValue());
        }
        return source.build();
    }

    private static Source bucket(double bound, boolean delta, Object... samples) {
        return source(Double.hashCode(bound), samples).toBuilder()
                .setBound(bound)
                .setDelta(delta)
                .build();
    }
}
