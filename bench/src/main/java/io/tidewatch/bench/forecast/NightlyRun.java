// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.bench.scratch.Scratch;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.RunState;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import io.tidewatch.storage.series.SeriesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.IntStream;

/**
 * {@code NightlyRun SERIES WEEKS KILLS [THREADS [NIGHTS [JDBC_URL]]]}: trains hourly series end to end through the database, in a
 * process that is killed (SIGKILL) so many times on the way of the last night, at moments drawn with a fixed seed. In the first night
 * every candidate is compared for every series; in later ones for a seventh of them, and the other choices are fitted anew. Prints
 * for each night how long it took, the peak memory of the forecaster and how many series were trained again; exits with 1 where
 * half a model was seen or a run did not complete.
 */
public final class NightlyRun {
    private static final String KPI = "nightly";
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final int BATCH = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(25);

    private final Database database;
    private final String url;
    private final int threads;
    private final String bootstrap;
    private final Path counter;

    private NightlyRun(Database database, String url, String bootstrap, int threads, Path counter) {
        this.database = database;
        this.url = url;
        this.bootstrap = bootstrap;
        this.threads = threads;
        this.counter = counter;
    }

    /**
     * What was seen.
     *
     * @param halves looks at which something of an unfinished run was visible
     * @param again trainings beyond one for each series
     * @param seconds until every forecast was in the broker's log
     * @param peakMegabytes the most resident memory that any of the forecaster's processes had
     */
    record Result(boolean complete, int series, int halves, long again, double seconds, long peakMegabytes) {}

    public static void main(String[] args) throws Exception {
        Logs.from(Level.WARNING);
        int series = Integer.parseInt(args[0]);
        int weeks = Integer.parseInt(args[1]);
        int kills = Integer.parseInt(args[2]);
        int threads = args.length > 3 ? Integer.parseInt(args[3]) : 2;
        int nights = args.length > 4 ? Integer.parseInt(args[4]) : 1;
        List<Result> results = args.length > 5
                ? on(args[5], series, weeks, kills, threads, nights)
                : run(series, weeks, kills, threads, nights);
        for (int night = 0; night < results.size(); night++) {
            Result result = results.get(night);
            System.out.printf(
                    Locale.ROOT,
                    "night %d: %d series of %d weeks, %d kills, %d threads: %s in %.1f s (%.0f series a minute, 100,000 in %.1f "
                            + "minutes at this rate), peak %d MB, %d trained again (%.2f %%), half a model seen %d times%n",
                    night + 1,
                    result.series(),
                    weeks,
                    night == nights - 1 ? kills : 0,
                    threads,
                    result.complete() ? "complete" : "NOT COMPLETE",
                    result.seconds(),
                    result.series() * 60 / result.seconds(),
                    100_000.0 / result.series() * result.seconds() / 60,
                    result.peakMegabytes(),
                    result.again(),
                    100.0 * result.again() / series,
                    result.halves());
        }
        System.exit(results.stream().allMatch(result -> result.complete() && result.halves() == 0) ? 0 : 1);
    }

    /** On a PostgreSQL of its own, with fsync on. */
    static List<Result> run(int series, int weeks, int kills, int threads, int nights) throws Exception {
        try (Scratch scratch = Scratch.forBench("nightly");
                EmbeddedDatabase server = EmbeddedDatabase.start(scratch.directory(), 0)) {
            return on(server.url(), series, weeks, kills, threads, nights);
        }
    }

    private static List<Result> on(String url, int series, int weeks, int kills, int threads, int nights)
            throws Exception {
        try (Scratch scratch = Scratch.forBench("nightly-log");
                Database database = Database.open(url, 4);
                EmbeddedBroker broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0)) {
            Path counter = Files.createFile(scratch.resolve("trainings"));
            new Migrator(database.dataSource()).migrate();
            new Topics(new LogClients(new LogSettings(broker.bootstrap(), 12, (short) 1))).ensure();
            NightlyRun run = new NightlyRun(database, url, broker.bootstrap(), threads, counter);
            run.fill(series, weeks, nights);
            List<Result> results = new ArrayList<>();
            for (int night = 0; night < nights; night++) {
                results.add(run.train(series, night == nights - 1 ? kills : 0, MIDNIGHT.plus(Duration.ofDays(night))));
            }
            return results;
        }
    }

    private void fill(int series, int weeks, int nights) {
        Kpi kpi = Kpi.named(KPI);
        new KpiStore(database).save(kpi, "bench", MIDNIGHT);
        List<SeriesKey> keys = IntStream.range(0, series)
                .mapToObj(i -> new SeriesKey(KPI, Labels.of("n", Integer.toString(i))))
                .toList();
        new SeriesStore(database).register(keys, MIDNIGHT, 2 * series, 2 * series);
        // A day and a week with noise, made where they are stored. In every third series the level walks at random from
        // midnight to
        // midnight, so that the cheap models fall short of yesterday's values and trees are tried.
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into point (series_id, time, value, log_offset) select s.id, t, "
                                + "100 + 30 * sin(extract(hour from t) * pi() / 12) + case when extract(isodow from t) > 5 then 20 "
                                + "else 0 end + 5 * random() + sum(case when s.id % 3 = 0 and extract(hour from t) = 0 then 40 * random() - 20 else 0 end) over "
                                + "(partition by s.id order by t), 0 from series s cross join generate_series(?::timestamptz, "
                                + "?::timestamptz - interval '1 hour', interval '1 hour') t where s.kpi = ?",
                        MIDNIGHT.minus(Duration.ofDays(7L * weeks)), MIDNIGHT.plus(Duration.ofDays(nights - 1L)), KPI));
        database.jdbi().useHandle(handle -> handle.execute("analyze"));
    }

    private Result train(int series, int kills, Instant midnight) throws IOException, InterruptedException {
        TrainingStore runs = new TrainingStore(database);
        long began = System.nanoTime();
        long trainings = Files.size(counter);
        long id = runs.schedule(KPI, RunCause.NIGHTLY, Micros.of(midnight), OptionalLong.empty(), midnight)
                .orElseThrow()
                .id();
        Random random = new Random(20);
        int halves = 0;
        int killed = 0;
        long peak = 0;
        // The next kill comes once so many series are done, spread over the run.
        int next = next(series, kills, killed, random);
        Process process = start();
        try {
            while (System.nanoTime() - began < PATIENCE.toNanos()) {
                TrainingRun run = runs.find(id).orElseThrow();
                peak = Math.max(peak, peak(process));
                boolean visible = new ModelStore(database)
                        .champion(KPI)
                        .filter(model -> model.runId() == id)
                        .isPresent();
                if (run.state() == RunState.RUNNING
                        && visible
                        && runs.find(id).orElseThrow().state() == RunState.RUNNING) {
                    halves++;
                }
                if (run.state() != RunState.RUNNING && isPublished()) {
                    boolean complete =
                            run.state() == RunState.DONE && run.progress().done() == series && killed == kills;
                    return new Result(
                            complete,
                            series,
                            halves,
                            Files.size(counter) - trainings - series,
                            (System.nanoTime() - began) / 1e9,
                            peak);
                }
                if (killed < kills && run.progress().done() >= next) {
                    process.destroyForcibly().waitFor();
                    killed++;
                    next = next(series, kills, killed, random);
                    process = start();
                }
                boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
                if (ended) {
                    throw new IllegalStateException("the forecaster ended by itself with " + process.exitValue());
                }
            }
            return new Result(
                    false, series, halves, Files.size(counter) - trainings - series, PATIENCE.toSeconds(), peak);
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean isPublished() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select not exists (select from forecaster_outbox)")
                        .mapTo(Boolean.class)
                        .one());
    }

    private static int next(int series, int kills, int killed, Random random) {
        return (int) (series * (killed + random.nextDouble()) / (kills + 1));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForecasterProcess.class.getName(),
                        url,
                        bootstrap,
                        counter.toString(),
                        Integer.toString(threads),
                        Integer.toString(BATCH))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Of resident memory, in megabytes; 0 where the system doesn't say. */
    private static long peak(Process process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
