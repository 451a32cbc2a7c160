// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.Bundles;
import io.tidewatch.storage.forecast.ItemOutcome;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.forecast.WorkList;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InvocationTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final SeriesKey SERIES = new SeriesKey("sales", Labels.of("country", "DE"));
    private static TestDatabase server;
    private static Database database;
    private static InvocationResource resource;

    @BeforeAll
    static void start() throws Exception {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 4);
        resource = new InvocationResource(new Predictor(database));
        new SeriesStore(database).register(List.of(SERIES), MIDNIGHT, 10, 10);
        TrainingRun run = new TrainingStore(database)
                .schedule("sales", RunCause.FIRST, Micros.of(MIDNIGHT), OptionalLong.empty(), MIDNIGHT)
                .orElseThrow();
        new WorkList(database)
                .trainSome(
                        9,
                        (key, kpi, version, trainedTo, before) ->
                                new ItemOutcome.Trained(forecast(version), 7, new byte[] {1}, "{}"));
        new Bundles(database).finish(run.id(), false, MIDNIGHT);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void answersRecordsSplitFramesAndCsvAlike() throws Exception {
        String series = "sales{country=\\\"DE\\\"}";
        List<Prediction> records = resource.ask("{\"dataframe_records\": [{\"series\": \"" + series
                        + "\", \"timestamp\": \"2026-03-02T04:10:00Z\"}], \"params\": {\"level\": 0.8}}")
                .predictions();
        assertThat(records).hasSize(1);
        Prediction first = records.getFirst();
        assertThat(first.expected()).isEqualTo(104.0);
        // The slow noise is 2 everywhere, and a scale of 1.2533 times that.
        assertThat(first.lower()).isCloseTo(104 - 1.2533 * 2, org.assertj.core.data.Offset.offset(1e-3));
        assertThat(first.upper()).isCloseTo(104 + 2 * 1.2533 * 2, org.assertj.core.data.Offset.offset(1e-3));
        assertThat(first.level()).isEqualTo(0.8);
        assertThat(first.modelVersion()).isEqualTo(1);
        List<Prediction> split = resource.ask(
                        "{\"dataframe_split\": {\"columns\": [\"timestamp\", \"series\"], \"data\": ["
                                + "[\"2026-03-02T04:10:00Z\", \"" + series + "\"]]}, \"params\": {\"level\": 0.8}}")
                .predictions();
        assertThat(split).isEqualTo(records);
        List<Prediction> csv = resource.askByCsv(
                        "series,timestamp\n\"sales{country=\"\"DE\"\"}\",2026-03-02T04:10:00Z\n")
                .predictions();
        assertThat(csv.getFirst().expected()).isEqualTo(104.0);
        assertThat(csv.getFirst().level()).isEqualTo(0.95);
    }

    @Test
    void saysNothingWhereNoForecastReaches() throws Exception {
        List<Prediction> answer = resource.ask("{\"instances\": [{\"series\": \"nobody\", \"timestamp\": "
                        + "\"2026-03-02T04:00:00Z\"}, {\"series\": \"sales{country=\\\"DE\\\"}\", \"timestamp\": "
                        + "\"2027-01-01T00:00:00Z\"}]}")
                .predictions();
        assertThat(answer).extracting(Prediction::expected).containsExactly(null, null);
        assertThat(answer).extracting(Prediction::modelVersion).containsExactly(null, 1L);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> resource.ask("{}")).hasMessageContaining("dataframe_split");
        assertThatThrownBy(() -> resource.ask("{\"dataframe_split\": {\"columns\": [\"x\"], \"data\": []}}"))
                .hasMessageContaining("no column series");
        assertThatThrownBy(() -> resource.ask("{\"instances\": [{\"series\": \"a\", \"timestamp\": \"yesterday\"}]}"))
                .hasMessageContaining("row 0");
        assertThatThrownBy(() -> resource.ask("{\"instances\": [], \"params\": {\"level\": 95}}"))
                .hasMessageContaining("95");
        assertThat(new PingResource().ping()).isEqualTo("\n");
        assertThat(new VersionResource().version()).matches("[0-9]+\\..*");
    }

    private static Forecast forecast(long version) {
        float[] scale = new float[NoiseProfile.BUCKETS];
        Arrays.fill(scale, 2);
        float[] expected = new float[24];
        for (int hour = 0; hour < expected.length; hour++) {
            expected[hour] = 100 + hour;
        }
        long midnight = Micros.of(MIDNIGHT);
        return new Forecast(
                SERIES,
                version,
                "test",
                midnight,
                midnight,
                midnight + Micros.DAY,
                Micros.HOUR,
                midnight,
                ZoneOffset.UTC,
                expected,
                new NoiseProfile(scale, 0),
                new NoiseProfile(scale, 0),
                new float[0],
                new float[0],
                List.of(
                        new IntervalQuantile(0.8, -9, 9, 0b111_1110), // not of Mondays
                        new IntervalQuantile(0.8, -1, 2, 0b000_0001),
                        new IntervalQuantile(0.95, -2, 3)));
    }
}
