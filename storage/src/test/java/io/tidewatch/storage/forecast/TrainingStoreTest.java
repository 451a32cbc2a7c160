// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T00:10:00Z");
    private static final long MIDNIGHT = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private static TestDatabase server;
    private static Database database;
    private static TrainingStore runs;
    private static WorkList work;
    private static Bundles bundles;
    private static ModelStore models;
    private static ForecastStore forecasts;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 4);
        runs = new TrainingStore(database);
        work = new WorkList(database);
        bundles = new Bundles(database);
        models = new ModelStore(database);
        forecasts = new ForecastStore(database);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void aBundleIsInvisibleUntilAllOfItIsThere() {
        register("whole", 3);
        TrainingRun run = schedule("whole");
        assertThat(run.version()).isEqualTo(1);
        assertThat(run.progress()).isEqualTo(new TrainingRun.Progress(3, 0, 0, 0));

        work.trainSome(2, TrainingStoreTest::trained);
        assertThat(bundles.finish(run.id(), false, NOW)).isEmpty();
        assertThat(models.champion("whole")).isEmpty();
        assertThat(forecasts.overlapping(key("whole", 0).id(), 0, Long.MAX_VALUE / 4))
                .isEmpty();
        assertThat(outbox("whole", 3)).isEmpty();

        assertThat(work.trainSome(2, TrainingStoreTest::trained)).hasValue(run.id());
        assertThat(bundles.finish(run.id(), false, NOW.plusSeconds(60)))
                .hasValueSatisfying(done -> assertThat(done.state()).isEqualTo(RunState.DONE));
        assertThat(bundles.finish(run.id(), false, NOW)).isEmpty();
        ModelVersion champion = models.champion("whole").orElseThrow();
        assertThat(champion.series()).isEqualTo(3);
        assertThat(champion.methods()).isEqualTo(Map.of("test", 3));
        assertThat(champion.metrics()).containsEntry("points", 30.0).containsEntry("seconds", 60.0);
        assertThat(champion.dataDigest()).hasSize(64);
        assertThat(outbox("whole", 3)).hasSize(3);
    }

    @Test
    void givesBackAForecastToTheLastBit() {
        register("exact", 1);
        SeriesKey series = key("exact", 0);
        finish(schedule("exact"));
        Forecast given = forecast(series, 1, MIDNIGHT);
        assertThat(ForecastCodec.encode(forecasts.champion(series.id()).orElseThrow()))
                .isEqualTo(outbox("exact", 1).getFirst())
                .isEqualTo(ForecastCodec.encode(given));
        assertThat(forecasts.overlapping(series.id(), given.validTo(), given.validTo() + 1))
                .isEmpty();
        assertThat(forecasts.overlapping(series.id(), given.validTo() - 1, given.validTo()))
                .hasSize(1);
    }

    @Test
    void theNextVersionRetiresTheOneBefore() {
        register("next", 1);
        finish(schedule("next"));
        finish(schedule("next"));
        assertThat(models.versions("next"))
                .extracting(ModelVersion::version, ModelVersion::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, ModelVersion.State.CHAMPION),
                        org.assertj.core.groups.Tuple.tuple(1L, ModelVersion.State.RETIRED));
        assertThat(forecasts.overlapping(key("next", 0).id(), MIDNIGHT, MIDNIGHT + Micros.DAY))
                .extracting(Forecast::modelVersion)
                .containsExactly(1L, 2L);
    }

    @Test
    void aBadSeriesIsListedAndStopsNothing() {
        register("bad", 3);
        TrainingRun run = schedule("bad");
        work.trainSome(9, (series, kpi, version, trainedTo, before) -> switch (series.labels()
                .get("n")
                .orElseThrow()) {
            case "0" -> new ItemOutcome.Failed("not a number at 14:05");
            case "1" -> new ItemOutcome.Skipped("40 points, at least 60 are needed");
            default -> trained(series, kpi, version, trainedTo, before);
        });
        assertThat(bundles.finish(run.id(), false, NOW)).isPresent();
        assertThat(runs.find(run.id()).orElseThrow().progress()).isEqualTo(new TrainingRun.Progress(0, 1, 1, 1));
        assertThat(runs.setAside(run.id(), 10))
                .containsExactlyInAnyOrder(
                        new SetAside(key("bad", 0).id(), true, "not a number at 14:05"),
                        new SetAside(key("bad", 1).id(), false, "40 points, at least 60 are needed"));
        assertThat(models.champion("bad").orElseThrow().series()).isEqualTo(1);
    }

    @Test
    void aRunWithoutAnySeriesLeavesTheChampion() {
        register("hopeless", 1);
        finish(schedule("hopeless"));
        TrainingRun second = schedule("hopeless");
        work.trainSome(9, (series, kpi, version, trainedTo, before) -> new ItemOutcome.Failed("no"));
        assertThat(bundles.finish(second.id(), false, NOW).orElseThrow().state())
                .isEqualTo(RunState.FAILED);
        assertThat(models.champion("hopeless").orElseThrow().version()).isEqualTo(1);
        assertThat(schedule("hopeless").version()).isEqualTo(3);
        work.trainSome(9, TrainingStoreTest::trained);
    }

    @Test
    void aSeriesWhoseForecastCantBeStoredIsListed() {
        register("unstorable", 2);
        TrainingRun run = schedule("unstorable");
        work.trainSome(9, (series, kpi, version, trainedTo, before) -> {
            boolean bad = series.equals(key("unstorable", 0));
            return new ItemOutcome.Trained(
                    forecast(series, version, trainedTo), 10, new byte[] {1}, bad ? "no JSON" : "{}");
        });
        assertThat(runs.find(run.id()).orElseThrow().progress()).isEqualTo(new TrainingRun.Progress(0, 1, 0, 1));
        assertThat(runs.setAside(run.id(), 9))
                .singleElement()
                .satisfies(aside -> assertThat(aside.reason()).startsWith("its forecast can't be stored: "));
        assertThat(bundles.finish(run.id(), false, NOW)).isPresent();
    }

    @Test
    void aCrashCostsTheSeriesThatWasBeingTrained() {
        register("crashed", 4);
        TrainingRun run = schedule("crashed");
        AtomicInteger trained = new AtomicInteger();
        assertThatThrownBy(() -> work.trainSome(4, (series, kpi, version, trainedTo, before) -> {
                    if (trained.incrementAndGet() == 3) {
                        throw new IllegalStateException("killed");
                    }
                    return trained(series, kpi, version, trainedTo, before);
                }))
                .hasMessageContaining("killed");
        assertThat(runs.find(run.id()).orElseThrow().progress()).isEqualTo(new TrainingRun.Progress(2, 2, 0, 0));
        work.trainSome(9, TrainingStoreTest::trained);
        assertThat(bundles.finish(run.id(), false, NOW)).isPresent();
    }

    @Test
    void twoWorkersNeverTrainTheSame() {
        register("shared", 4);
        TrainingRun run = schedule("shared");
        List<SeriesKey> trained = new ArrayList<>();
        work.trainSome(4, (series, kpi, version, trainedTo, before) -> {
            if (trained.isEmpty()) {
                CompletableFuture.runAsync(() -> {
                            assertThat(work.trainSome(9, (other, k, v, to, b) -> {
                                        trained.add(other);
                                        return trained(other, k, v, to, b);
                                    }))
                                    .hasValue(run.id());
                            assertThat(work.trainSome(9, TrainingStoreTest::trained))
                                    .as("the one left is held")
                                    .isEmpty();
                            assertThat(bundles.finish(run.id(), false, NOW)).isEmpty();
                        })
                        .join();
            }
            trained.add(series);
            return trained(series, kpi, version, trainedTo, before);
        });
        assertThat(trained).hasSize(4).doesNotHaveDuplicates();
        assertThat(runs.find(run.id()).orElseThrow().progress().done()).isEqualTo(4);
        assertThat(bundles.finish(run.id(), false, NOW)).isPresent();
    }

    @Test
    void aWorkerIsToldWhatItTrainsNextInOrder() {
        register("told", 5);
        TrainingRun run = schedule("told");
        List<SeriesKey> expected = new ArrayList<>();
        List<SeriesKey> trained = new ArrayList<>();
        SeriesTraining training = new SeriesTraining() {
            @Override
            public void expect(List<SeriesKey> series) {
                expected.addAll(series);
            }

            @Override
            public ItemOutcome train(
                    SeriesKey series, String kpi, long version, long trainedTo, Optional<String> before) {
                trained.add(series);
                return trained(series, kpi, version, trainedTo, before);
            }
        };
        assertThat(work.trainSome(3, training)).hasValue(run.id());
        assertThat(trained).hasSize(3).isEqualTo(expected);
        assertThat(work.trainSome(3, training)).hasValue(run.id());
        assertThat(trained).hasSize(5).isEqualTo(expected).doesNotHaveDuplicates();
        assertThat(work.trainSome(3, training)).isEmpty();
        assertThat(bundles.finish(run.id(), false, NOW)).isPresent();
    }

    @Test
    void oneRunOfAKpiAtATime() {
        register("single", 1);
        assertThat(runs.schedule("nobody", RunCause.FIRST, MIDNIGHT, OptionalLong.empty(), NOW))
                .isEmpty();
        TrainingRun run = schedule("single");
        assertThat(runs.schedule("single", RunCause.REQUESTED, MIDNIGHT, OptionalLong.of(7), NOW))
                .isEmpty();
        assertThat(runs.running()).extracting(TrainingRun::kpi).contains("single");
        assertThat(runs.lastTrainedTo()).containsEntry("single", MIDNIGHT).doesNotContainKey("nobody");
        assertThat(runs.servedTo()).doesNotContainKey("single");
        finish(run);
        assertThat(runs.servedTo()).containsKey("single");
    }

    @Test
    void onlyOneProcessSchedules() {
        boolean outer =
                runs.asScheduler(() -> assertThat(runs.asScheduler(() -> {})).isFalse());
        assertThat(outer).isTrue();
        assertThat(runs.asScheduler(() -> {})).isTrue();
    }

    @Test
    void prunesWhatNoLongerServes() {
        register("old", 1);
        finish(schedule("old"));
        finish(schedule("old"));
        assertThat(runs.prune(NOW.plus(Duration.ofDays(1)))).isPositive();
        assertThat(forecasts.overlapping(key("old", 0).id(), MIDNIGHT, MIDNIGHT + Micros.DAY))
                .extracting(Forecast::modelVersion)
                .containsExactly(2L);
        assertThat(models.versions("old")).hasSize(2);
    }

    private static TrainingRun schedule(String kpi) {
        return runs.schedule(kpi, RunCause.NIGHTLY, MIDNIGHT, OptionalLong.empty(), NOW)
                .orElseThrow();
    }

    private static void finish(TrainingRun run) {
        assertThat(work.trainSome(100, TrainingStoreTest::trained)).hasValue(run.id());
        assertThat(bundles.finish(run.id(), false, NOW)).isPresent();
    }

    private static ItemOutcome trained(
            SeriesKey series, String kpi, long version, long trainedTo, Optional<String> before) {
        return new ItemOutcome.Trained(forecast(series, version, trainedTo), 10, new byte[] {(byte) version, 2}, "{}");
    }

    private static Forecast forecast(SeriesKey series, long version, long trainedTo) {
        float[] scale = new float[NoiseProfile.BUCKETS];
        scale[7] = 1 / 3f;
        return new Forecast(
                series,
                version,
                "test",
                trainedTo,
                trainedTo + 3 * Micros.HOUR,
                trainedTo + 51 * Micros.HOUR,
                Micros.HOUR,
                trainedTo + 1,
                ZoneId.of("Europe/Berlin"),
                new float[] {0.1f, Float.NaN, -3e30f},
                new NoiseProfile(scale, 0.7f),
                new NoiseProfile(scale, 0.9f),
                new float[Forecast.HABITS],
                new float[] {1, 0.25f},
                List.of(new IntervalQuantile(0.95f, -2.5f, 1.75f, 0b110_0000)));
    }

    private static List<byte[]> outbox(String kpi, int series) {
        List<byte[]> found = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            byte[] id = key(kpi, i).id().key();
            found.addAll(database.jdbi()
                    .withHandle(handle -> handle.createQuery("select value from forecaster_outbox where key = ?")
                            .bind(0, id)
                            .mapTo(byte[].class)
                            .list()));
        }
        return found;
    }

    private static SeriesKey key(String kpi, int n) {
        return new SeriesKey(kpi, Labels.of("n", Integer.toString(n)));
    }

    private static void register(String kpi, int series) {
        database.jdbi().useHandle(handle -> {
            for (int i = 0; i < series; i++) {
                SeriesKey key = key(kpi, i);
                handle.execute(
                        "insert into series (id, key, kpi, labels, registered_at) values (?, ?, ?, '{}', ?)",
                        key.id().value(),
                        key.toString(),
                        kpi,
                        NOW);
            }
        });
    }
}
