// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.RunState;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.series.SeriesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * {@code NightlyRun SERIES WEEKS KILLS [THREADS [JDBC_URL]]}: trains hourly series end to end through the database, in a process
 * that is killed (SIGKILL) so many times on the way, at moments drawn with a fixed seed. Prints how long it took, the peak memory
 * of the forecaster and how many series were trained again; exits with 1 where half a model was seen or the run did not complete.
 */
public final class NightlyRun {
    private static final String KPI = "nightly";
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final int BATCH = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(9);

    private final Database database;
    private final String url;
    private final int threads;
    private final Path counter;

    private NightlyRun(Database database, String url, int threads, Path counter) {
        this.database = database;
        this.url = url;
        this.threads = threads;
        this.counter = counter;
    }

    /**
     * What was seen.
     *
     * @param halves looks at which something of an unfinished run was visible
     * @param again trainings beyond one for each series
     * @param peakMegabytes resident memory of the forecaster's last process
     */
    record Result(boolean complete, int series, int halves, long again, double seconds, long peakMegabytes) {}

    public static void main(String[] args) throws Exception {
        int series = Integer.parseInt(args[0]);
        int weeks = Integer.parseInt(args[1]);
        int kills = Integer.parseInt(args[2]);
        int threads = args.length > 3 ? Integer.parseInt(args[3]) : 2;
        Result result =
                args.length > 4 ? on(args[4], series, weeks, kills, threads) : run(series, weeks, kills, threads);
        System.out.printf(
                Locale.ROOT,
                "%d series of %d weeks, %d kills, %d threads: %s in %.1f s (%.0f series a minute), peak %d MB, "
                        + "%d trained again (%.2f %%), half a model seen %d times%n",
                result.series(),
                weeks,
                kills,
                threads,
                result.complete() ? "complete" : "NOT COMPLETE",
                result.seconds(),
                result.series() * 60 / result.seconds(),
                result.peakMegabytes(),
                result.again(),
                100.0 * result.again() / series,
                result.halves());
        System.exit(result.complete() && result.halves() == 0 ? 0 : 1);
    }

    /** On a PostgreSQL of its own, with fsync on. */
    static Result run(int series, int weeks, int kills, int threads) throws Exception {
        try (EmbeddedDatabase server =
                EmbeddedDatabase.start(Files.createTempDirectory("tidewatch-bench-nightly"), 0)) {
            return on(server.url(), series, weeks, kills, threads);
        }
    }

    private static Result on(String url, int series, int weeks, int kills, int threads) throws Exception {
        Path counter = Files.createTempFile("tidewatch-trainings", "");
        try (Database database = Database.open(url, 4)) {
            new Migrator(database.dataSource()).migrate();
            NightlyRun run = new NightlyRun(database, url, threads, counter);
            run.fill(series, weeks);
            return run.train(series, kills);
        } finally {
            Files.deleteIfExists(counter);
        }
    }

    private void fill(int series, int weeks) {
        Kpi kpi = Kpi.named(KPI);
        new KpiStore(database).save(kpi, "bench", MIDNIGHT);
        List<SeriesKey> keys = IntStream.range(0, series)
                .mapToObj(i -> new SeriesKey(KPI, Labels.of("n", Integer.toString(i))))
                .toList();
        new SeriesStore(database).register(keys, MIDNIGHT, 2 * series, 2 * series);
        // A day and a week with noise, made where they are stored.
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into point (series_id, time, value, log_offset) select s.id, t, "
                                + "100 + 30 * sin(extract(hour from t) * pi() / 12) + case when extract(isodow from t) > 5 then 20 "
                                + "else 0 end + 5 * random(), 0 from series s cross join generate_series(?::timestamptz, "
                                + "?::timestamptz - interval '1 hour', interval '1 hour') t where s.kpi = ?",
                        MIDNIGHT.minus(Duration.ofDays(7L * weeks)),
                        MIDNIGHT,
                        KPI));
        database.jdbi().useHandle(handle -> handle.execute("analyze"));
    }

    private Result train(int series, int kills) throws IOException, InterruptedException {
        TrainingStore runs = new TrainingStore(database);
        long began = System.nanoTime();
        long id = runs.schedule(KPI, RunCause.NIGHTLY, Micros.of(MIDNIGHT), OptionalLong.empty(), MIDNIGHT)
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
                boolean visible = new ModelStore(database).champion(KPI).isPresent();
                if (run.state() == RunState.RUNNING
                        && visible
                        && runs.find(id).orElseThrow().state() == RunState.RUNNING) {
                    halves++;
                }
                if (run.state() != RunState.RUNNING) {
                    boolean complete =
                            run.state() == RunState.DONE && run.progress().done() == series && killed == kills;
                    return new Result(
                            complete,
                            series,
                            halves,
                            Files.size(counter) - series,
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
            return new Result(false, series, halves, Files.size(counter) - series, PATIENCE.toSeconds(), peak);
        } finally {
            process.destroyForcibly();
        }
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
