// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.forecaster.choice.ModelState;
import io.tidewatch.forecaster.choice.SuccessiveNights;
import io.tidewatch.forecaster.choice.Trained;
import io.tidewatch.forecaster.feature.Denominators;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.forecaster.profile.SlotProfile;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.Bundles;
import io.tidewatch.storage.forecast.ForecastStore;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.forecast.ModelVersion.State;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.RunState;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.forecast.WorkList;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.point.LoggedPoints;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestState;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.series.GeneratedSeries;
import io.tidewatch.testkit.series.SeriesGenerator;
import io.tidewatch.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NightlyTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Local midnight in Berlin. */
    private static final Instant START = Instant.parse("2026-02-28T23:00:00Z");

    private static final Duration STEP = Duration.ofMinutes(10);
    private static final int DAY = 144;

    private final ManualClock clock = new ManualClock(START);
    private final Counters counters = new Counters();
    private final Standing standing = new Standing();
    private static TestDatabase server;
    private static Database database;
    private TrainingStore runs;
    private ModelStore models;
    private RequestStore requests;
    private Scheduler scheduler;
    private Worker worker;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 6);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "truncate kpi, series, point, training_run, request, forecaster_outbox cascade"));
        runs = new TrainingStore(database);
        models = new ModelStore(database);
        requests = new RequestStore(database);
        restart(ForecastMethod.slotProfile());
    }

    @Test
    void aKpiWithADayOfHistoryIsTrainedOnceItsImportRests() throws Exception {
        GeneratedSeries points = series(1, 6 * DAY + DAY / 2);
        kpi("signups");
        clock.set(points.time(points.size() - 1));
        write("signups", "DE", points, 0, 3 * DAY);
        look(2, Duration.ofSeconds(4));
        write("signups", "DE", points, 3 * DAY, points.size());
        look(2, Duration.ofSeconds(4));
        assertThat(runs.runs("signups", 9)).isEmpty();
        look(2, Duration.ofSeconds(5));

        TrainingRun run = runs.runs("signups", 9).getFirst();
        assertThat(run.cause()).isEqualTo(RunCause.FIRST);
        assertThat(run.trainedTo()).isEqualTo(Micros.of(START) + 6 * Micros.DAY);
        work();
        ModelVersion champion = models.champion("signups").orElseThrow();
        assertThat(champion.methods()).containsEntry(SlotProfile.METHOD, 1);
        Forecast forecast =
                new ForecastStore(database).champion(key("signups", "DE").id()).orElseThrow();
        assertThat(forecast.validFrom()).isEqualTo(run.trainedTo() + 3 * Micros.HOUR);
        assertThat(forecast.validTo()).isGreaterThan(Micros.of(clock.instant()));
        // What the time machine would make of the same points.
        Forecast again = new SlotProfile()
                .train(
                        History.of(
                                key("signups", "DE"),
                                Arrays.copyOf(points.timeMicros(), 6 * DAY),
                                Arrays.copyOf(points.value(), 6 * DAY),
                                BERLIN,
                                Micros.of(STEP),
                                run.trainedTo()),
                        1)
                .orElseThrow();
        assertThat(forecast.expected()).containsExactly(again.expected());
        look(3, Duration.ofMinutes(1));
        assertThat(runs.runs("signups", 9)).hasSize(1);
    }

    @Test
    void theNightWeighsARatiosPointsByItsDenominators() throws Exception {
        GeneratedSeries ratios = series(12, 4 * DAY);
        GeneratedSeries counts = series(13, 4 * DAY);
        // Of every second day there is hardly anything, and of the first hour of the first day nothing is known.
        double[] visits = counts.value().clone();
        for (int i = 0; i < visits.length; i++) {
            visits[i] = i / DAY % 2 == 0 ? visits[i] : 1;
        }
        KpiStore kpis = new KpiStore(database);
        kpis.save(Kpi.named("visits"), "ana", START);
        kpis.save(
                new Kpi(
                        "conversion",
                        1,
                        "",
                        "",
                        "",
                        BERLIN,
                        Optional.of(STEP),
                        KpiKind.RATIO,
                        Optional.of("visits"),
                        Direction.BOTH,
                        Kpi.DEFAULT_LATE_LIMIT,
                        true),
                "ana",
                START);
        long[] known = Arrays.copyOfRange(counts.timeMicros(), 6, visits.length);
        double[] some = Arrays.copyOfRange(visits, 6, visits.length);
        write("visits", "DE", known, some);
        write("conversion", "FR", ratios, 0, 4 * DAY);
        train("conversion", ratios, 4 * DAY);

        assertThat(championOf("DE")).containsExactly(again("DE", ratios, new Denominators(known, some)));
        assertThat(championOf("DE")).isNotEqualTo(championOf("FR"));
        assertThat(championOf("FR"))
                .as("without visits of its own")
                .containsExactly(again("FR", ratios, Denominators.NONE));
    }

    private float[] championOf(String country) {
        return new ForecastStore(database)
                .champion(key("conversion", country).id())
                .orElseThrow()
                .expected();
    }

    private static float[] again(String country, GeneratedSeries points, Denominators denominators) {
        long[] times = Arrays.copyOf(points.timeMicros(), points.size() - DAY);
        History history = History.of(
                key("conversion", country),
                times,
                Arrays.copyOf(points.value(), times.length),
                BERLIN,
                Micros.of(STEP),
                Micros.of(START) + 3 * Micros.DAY);
        return new SlotProfile()
                .train(history.weighted(denominators), 1)
                .orElseThrow()
                .expected();
    }

    @Test
    void everyNightAtTenPastMidnightLocalTime() throws Exception {
        GeneratedSeries points = series(2, 5 * DAY);
        kpi("orders");
        train("orders", points, 3 * DAY + DAY / 2);
        write("orders", "DE", points, 3 * DAY, 4 * DAY);
        clock.set(START.plus(Duration.ofDays(4)).plus(Duration.ofMinutes(9)));
        look(2, Duration.ofSeconds(10));
        assertThat(runs.runs("orders", 9)).hasSize(1);
        clock.set(START.plus(Duration.ofDays(4)).plus(Duration.ofMinutes(10)));
        look(2, Duration.ofSeconds(10));
        assertThat(runs.runs("orders", 9))
                .extracting(TrainingRun::cause)
                .containsExactly(RunCause.NIGHTLY, RunCause.FIRST);
        work();
        look(3, Duration.ofHours(1));
        assertThat(runs.runs("orders", 9)).hasSize(2);
        assertThat(models.champion("orders").orElseThrow().trainedTo())
                .isEqualTo(Micros.of(START.plus(Duration.ofDays(4))));
    }

    @Test
    void ofMissedNightsTheLastIsCaughtUp() throws Exception {
        GeneratedSeries points = series(3, 9 * DAY);
        kpi("late");
        train("late", points, 3 * DAY + DAY / 2);
        write("late", "DE", points, 3 * DAY, 8 * DAY + 50);
        restart(ForecastMethod.slotProfile());
        clock.set(points.time(8 * DAY + 50));
        look(2, Duration.ofSeconds(10));
        assertThat(runs.runs("late", 9))
                .extracting(TrainingRun::trainedTo)
                .containsExactly(Micros.of(points.time(8 * DAY)), Micros.of(points.time(3 * DAY)));
    }

    @Test
    void aKpiWithoutPointsForThreeWeeksIsLeftAlone() throws Exception {
        GeneratedSeries points = series(4, 4 * DAY);
        kpi("silent");
        train("silent", points, 3 * DAY + DAY / 2);
        clock.set(START.plus(Duration.ofDays(40)));
        look(3, Duration.ofSeconds(10));
        assertThat(runs.runs("silent", 9)).hasSize(1);
    }

    @Test
    void trainsUpToTheDayThatWasAskedFor() throws Exception {
        GeneratedSeries points = series(6, 6 * DAY);
        kpi("chosen");
        train("chosen", points, 5 * DAY + DAY / 2);
        String day = points.time(3 * DAY).atZone(BERLIN).toLocalDate().toString();
        ask("chosen", "{\"upTo\": \"" + day + "\"}");
        look(1, Duration.ZERO);
        work();
        assertThat(models.champion("chosen").orElseThrow().trainedTo()).isEqualTo(Micros.of(points.time(3 * DAY)));
    }

    @Test
    void trainsWhenAsked() throws Exception {
        GeneratedSeries points = series(5, 6 * DAY);
        kpi("asked");
        train("asked", points, 3 * DAY + DAY / 2);
        write("asked", "DE", points, 3 * DAY, 5 * DAY + DAY / 2);
        clock.set(START.plus(Duration.ofDays(100)));
        Request request = ask("asked");
        Request wrong = ask("nobody");
        look(1, Duration.ZERO);
        Request second = ask("asked");
        look(1, Duration.ZERO);
        work();
        assertThat(requests.find(request.id()).orElseThrow())
                .returns(RequestState.DONE, Request::state)
                .satisfies(done -> assertThat(done.message()).startsWith("Model 2: 1 series trained"));
        assertThat(requests.find(wrong.id()).orElseThrow())
                .returns(RequestState.FAILED, Request::state)
                .returns("There is no KPI nobody", Request::message);
        assertThat(requests.find(second.id()).orElseThrow().state()).isEqualTo(RequestState.RUNNING);
        look(1, Duration.ZERO);
        work();
        assertThat(requests.find(second.id()).orElseThrow().state()).isEqualTo(RequestState.DONE);
        // The import stands at noon of the sixth day, whatever the wall clock says.
        assertThat(models.champion("asked").orElseThrow().trainedTo()).isEqualTo(Micros.of(points.time(5 * DAY)));
    }

    @Test
    void aBadSeriesIsListedAndTheOthersServe() throws Exception {
        GeneratedSeries points = series(6, 4 * DAY);
        kpi("mixed");
        write("mixed", "short", points, 3 * DAY, 3 * DAY + 40);
        write("mixed", "bad", points, 0, 4 * DAY);
        ForecastMethod profile = ForecastMethod.slotProfile();
        restart(new ForecastMethod() {
            @Override
            public int historyDays() {
                return profile.historyDays();
            }

            @Override
            public Optional<Trained> train(History history, Optional<ModelState> before, long modelVersion) {
                if (history.series().labels().get("country").equals(Optional.of("bad"))) {
                    throw new ArithmeticException("singular");
                }
                return profile.train(history, before, modelVersion);
            }
        });
        train("mixed", points, 3 * DAY + DAY / 2);
        TrainingRun run = runs.runs("mixed", 1).getFirst();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.progress()).isEqualTo(new TrainingRun.Progress(0, 1, 1, 1));
        assertThat(runs.setAside(run.id(), 9))
                .anySatisfy(aside -> {
                    assertThat(aside.failed()).isTrue();
                    assertThat(aside.reason()).contains("singular");
                })
                .anySatisfy(aside -> assertThat(aside.reason()).startsWith("too little history: 0 points"));
        assertThat(counters.trained()).isEqualTo(1);
        assertThat(counters.failed()).isEqualTo(1);
        assertThat(counters.skipped()).isEqualTo(1);
    }

    @Test
    void rollsBackAtOnceAndToADistantVersionByTrainingWithItsChoices() throws Exception {
        GeneratedSeries points = series(7, 12 * DAY);
        kpi("rolled");
        train("rolled", points, 3 * DAY + DAY / 2);
        write("rolled", "DE", points, 3 * DAY, 4 * DAY + DAY / 2);
        clock.set(points.time(4 * DAY + DAY / 2 - 1));
        look(2, Duration.ofSeconds(10));
        work();
        Forecast first = forecast(models.versions("rolled").getLast());
        assertThat(models.champion("rolled").orElseThrow().version()).isEqualTo(2);

        Request back = ask(RequestKind.ROLL_BACK, "rolled", "{}");
        look(1, Duration.ofSeconds(1));
        ModelVersion again = models.champion("rolled").orElseThrow();
        assertThat(requests.find(back.id()).orElseThrow())
                .returns(RequestState.DONE, Request::state)
                .returns("Version 1 serves again, as version 3", Request::message);
        assertThat(again.copyOf()).hasValue(1);
        assertThat(again.version()).isEqualTo(3);
        assertThat(forecast(again).expected()).containsExactly(first.expected());
        assertThat(models.versions("rolled"))
                .extracting(ModelVersion::state)
                .containsExactly(State.CHAMPION, State.RETIRED, State.RETIRED);
        Request further = ask(RequestKind.ROLL_BACK, "rolled", "{}");
        Request unknown = ask(RequestKind.PROMOTE, "rolled", "{\"version\": \"77\"}");
        Request same = ask(RequestKind.PROMOTE, "rolled", "{\"version\": \"1\"}");
        look(1, Duration.ofSeconds(1));
        assertThat(requests.find(further.id()).orElseThrow().message())
                .startsWith("There is no version of rolled before");
        assertThat(requests.find(unknown.id()).orElseThrow().message()).isEqualTo("There is no version 77 of rolled");
        assertThat(requests.find(same.id()).orElseThrow().message()).isEqualTo("Version 3 serves already");

        write("rolled", "DE", points, 4 * DAY, 11 * DAY + DAY / 2);
        clock.set(points.time(11 * DAY + DAY / 2 - 1));
        look(2, Duration.ofSeconds(10));
        work();
        assertThat(models.champion("rolled").orElseThrow().version()).isEqualTo(4);
        Request old = ask(RequestKind.PROMOTE, "rolled", "{\"version\": \"2\"}");
        look(1, Duration.ofSeconds(1));
        assertThat(requests.find(old.id()).orElseThrow().state()).isEqualTo(RequestState.RUNNING);
        work();
        assertThat(requests.find(old.id()).orElseThrow().message()).startsWith("Model 5: 1 series trained");
        assertThat(models.champion("rolled").orElseThrow().trainedTo()).isEqualTo(Micros.of(points.time(11 * DAY)));
    }

    @Test
    void nightsThroughTheTablesEqualThoseOfTheTimeMachine() throws Exception {
        GeneratedSeries points = SeriesGenerator.seeded(8)
                .startingAt(START)
                .every(Duration.ofHours(1))
                .in(BERLIN)
                .level(1000)
                .dailySeason(0.3)
                .weeklySeason(0.4)
                .noise(0.03)
                .points(40 * 24);
        restart(new ChosenMethod());
        kpi("nights");
        SuccessiveNights machine = new SuccessiveNights();
        int sent = 0;
        Set<String> methods = new HashSet<>();
        for (int day = 18; day < 40; day++) {
            Instant midnight = START.atZone(BERLIN).plusDays(day).toInstant();
            int until = sent;
            while (until < points.size() && points.time(until).isBefore(midnight)) {
                until++;
            }
            write("nights", "DE", points, sent, until);
            sent = until;
            clock.set(midnight.plus(Duration.ofHours(4)));
            ask("nights", "{\"upTo\": \"" + midnight.atZone(BERLIN).toLocalDate() + "\"}");
            look(1, Duration.ZERO);
            work();
            Forecast stored = new ForecastStore(database)
                    .champion(key("nights", "DE").id())
                    .orElseThrow();
            Forecast simulated = machine.train(
                            History.of(
                                    key("nights", "DE"),
                                    Arrays.copyOf(points.timeMicros(), until),
                                    Arrays.copyOf(points.value(), until),
                                    BERLIN,
                                    Micros.of(Duration.ofMinutes(10)),
                                    Micros.of(midnight)),
                            stored.modelVersion())
                    .orElseThrow();
            assertThat(ForecastCodec.encode(stored)).as("night %d", day).isEqualTo(ForecastCodec.encode(simulated));
            methods.add(stored.method());
        }
        assertThat(methods).contains("slot-profile").hasSizeGreaterThan(1);
    }

    @Test
    void theMeasuresSayWhatWaitsAndHowOldTheForecastsAre() throws Exception {
        GeneratedSeries points = series(9, 8 * DAY);
        kpi("aging");
        train("aging", points, 5 * DAY);
        look(1, Duration.ZERO);
        assertThat(standing.seen().oldestSeconds()).isLessThan(26 * 3_600);
        assertThat(standing.seen().ended()).isZero();

        clock.set(points.time(8 * DAY - 1));
        look(1, Duration.ZERO);
        assertThat(standing.seen().oldestSeconds()).as("nothing came since").isGreaterThan(70 * 3_600);
        assertThat(standing.seen().ended()).isEqualTo(1);

        write("aging", "DE", points, 5 * DAY, points.size());
        look(3, Duration.ofSeconds(10));
        assertThat(standing.seen().waiting()).isEqualTo(1);
        work();
        look(1, Duration.ZERO);
        assertThat(standing.seen()).satisfies(seen -> {
            assertThat(seen.waiting()).isZero();
            assertThat(seen.secondsLeft()).isZero();
            assertThat(seen.oldestSeconds()).isLessThan(26 * 3_600);
            assertThat(seen.ended()).isZero();
        });
    }

    private Forecast forecast(ModelVersion version) {
        return new ForecastStore(database)
                .overlapping(key(version.kpi(), "DE").id(), 0, Long.MAX_VALUE / 4).stream()
                        .filter(forecast -> forecast.modelVersion() == version.version())
                        .findFirst()
                        .orElseThrow();
    }

    private void restart(ForecastMethod method) {
        StoredRequests asked = new StoredRequests(database, clock);
        scheduler = new Scheduler(
                runs,
                new KpiStore(database)::all,
                asked,
                new VersionChanges(database, clock, false, () -> {}),
                clock,
                method.historyDays(),
                Duration.ofDays(90),
                standing);
        StoredInputs inputs = new StoredInputs(database);
        worker = new Worker(
                new WorkList(database),
                new Bundles(database),
                asked,
                () -> new SeriesTrainer(inputs, method),
                clock,
                counters,
                2,
                false,
                () -> {});
    }

    /** Writes points from the start, and lets the first training happen. */
    private void train(String kpi, GeneratedSeries points, int to) throws Exception {
        write(kpi, "DE", points, 0, to);
        clock.set(points.time(to - 1));
        look(2, Duration.ofSeconds(10));
        work();
        assertThat(models.champion(kpi)).isPresent();
    }

    private void look(int times, Duration apart) {
        for (int i = 0; i < times; i++) {
            scheduler.look();
            clock.advance(apart);
        }
    }

    private void work() {
        boolean more = true;
        while (more) {
            more = worker.step();
        }
    }

    private Request ask(String kpi) {
        return ask(kpi, "{}");
    }

    private Request ask(String kpi, String payload) {
        return ask(RequestKind.TRAIN, kpi, payload);
    }

    private Request ask(RequestKind kind, String kpi, String payload) {
        return database.jdbi()
                .inTransaction(transaction -> requests.add(transaction, kind, kpi, payload, "ana", clock.instant()));
    }

    private void kpi(String name) {
        Kpi kpi = new Kpi(
                name,
                1,
                "",
                "",
                "",
                BERLIN,
                Optional.of(STEP),
                KpiKind.COUNT,
                Direction.BOTH,
                Kpi.DEFAULT_LATE_LIMIT,
                true);
        assertThat(new KpiStore(database).save(kpi, "ana", START)).isTrue();
    }

    private static SeriesKey key(String kpi, String country) {
        return new SeriesKey(kpi, Labels.of("country", country));
    }

    private static GeneratedSeries series(long seed, int points) {
        return SeriesGenerator.seeded(seed)
                .startingAt(START)
                .every(STEP)
                .in(BERLIN)
                .level(1000)
                .dailySeason(0.4)
                .noise(0.02)
                .points(points);
    }

    private void write(String kpi, String country, GeneratedSeries points, int from, int to) throws Exception {
        write(
                kpi,
                country,
                Arrays.copyOfRange(points.timeMicros(), from, to),
                Arrays.copyOfRange(points.value(), from, to));
    }

    private void write(String kpi, String country, long[] times, double[] values) throws Exception {
        SeriesKey series = key(kpi, country);
        new SeriesStore(database).register(List.of(series), clock.instant(), 1_000, 1_000);
        new PointStore(database).write(List.of(new LoggedPoints(series.id(), 1, times, values)));
    }
}
