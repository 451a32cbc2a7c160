// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Timestamps;
import io.tidewatch.forecaster.choice.SuccessiveNights;
import io.tidewatch.scorer.detector.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tidewatch replay}: files through trainer and detector, without a server. Exits with 0, with 1 where a file can't be
 * replayed (the others are), with 2 where the command line makes no sense.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Runs trainer and detector over files as if it were live, training at each midnight.")
public final class ReplayCommand implements Callable<Integer> {
    private static final int PROGRESS_FROM_ROWS = 500_000;

    enum ScoreKind {
        alert,
        notable
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "CSV, gzipped or not, with the header timestamp,value[,label].")
    private List<Path> files = List.of();

    @Option(
            names = "--verdicts-until",
            paramLabel = "TIME",
            description =
                    "Take the label column for an analyst: each alert resolved before TIME gets its verdict one hour"
                            + " after it has resolved. Without this option the column is never read.")
    private @Nullable String verdictsUntil;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "28",
            description = "False alerts allowed in 28 days, for each file. Default: ${DEFAULT-VALUE}.")
    private double budget;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Whose wall clock the seasons follow. Default: ${DEFAULT-VALUE}.")
    private String zone = "UTC";

    @Option(
            names = "--score",
            paramLabel = "KIND",
            defaultValue = "alert",
            description = "What fills the score column: alert or notable. Default: ${DEFAULT-VALUE}.")
    private ScoreKind score = ScoreKind.alert;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write NAME.scores.csv, NAME.alerts.csv and NAME.notable.csv here.")
    private @Nullable Path out;

    @Option(names = "--html", paramLabel = "PAGE", description = "Write a page with a chart for each file.")
    private @Nullable Path html;

    @Option(
            names = "--topic",
            description = "Score what stands on the points topic once more, instead of files, with what was in force,"
                    + " and compare it with the alerts topic.")
    private boolean topic;

    @Option(
            names = "--from-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --topic: the first offset of each partition. Default: where it begins.")
    private long fromOffset;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:TIDEWATCH_KAFKA:-}",
            description = "With --topic: the broker. Default: TIDEWATCH_KAFKA.")
    private @Nullable String kafka;

    private record Outcome(Path file, Optional<InputSeries> series, Optional<ReplayResult> result, String error) {}

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() != topic) {
            throw new ParameterException(
                    spec().commandLine(),
                    files.isEmpty()
                            ? "say which FILEs to replay, or --topic"
                            : "--topic replays no files; leave one out");
        }
        ZoneId local = zone();
        long until = until(local);
        if (!(budget >= 0.1 && budget <= 10_000)) {
            throw new ParameterException(
                    spec().commandLine(), "--budget must be 0.1 to 10000 alerts in 28 days, not " + budget);
        }
        Path folder = out;
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (topic) {
            TopicRun.run(broker(), fromOffset, folder, spec().commandLine().getOut());
            return 0;
        }
        AtomicInteger done = new AtomicInteger();
        List<Outcome> outcomes = IntStream.range(0, files.size())
                .parallel()
                .mapToObj(i -> replay(files.get(i), local, until, done))
                .toList();
        return report(outcomes, local);
    }

    private int report(List<Outcome> outcomes, ZoneId local) throws IOException {
        PrintWriter console = spec().commandLine().getOut();
        PrintWriter errors = spec().commandLine().getErr();
        SummaryTable table = new SummaryTable();
        Path page = html;
        HtmlPage charts = new HtmlPage(local);
        boolean failed = false;
        for (Outcome outcome : outcomes) {
            if (outcome.series().isEmpty() || outcome.result().isEmpty()) {
                errors.println(outcome.error());
                failed = true;
                continue;
            }
            table.add(outcome.series().get(), outcome.result().get());
            if (page != null) {
                charts.add(outcome.series().get(), outcome.result().get());
            }
        }
        console.print(table);
        console.println("constants " + Tuning.digest().substring(0, 12) + ", budget " + budget
                + " alerts in 28 days, zone " + local);
        if (page != null) {
            charts.write(page);
            console.println("charts: " + page);
        }
        console.flush();
        errors.flush();
        return failed ? 1 : 0;
    }

    private Outcome replay(Path file, ZoneId local, long until, AtomicInteger done) {
        try {
            InputSeries series = InputSeries.read(file, local);
            if (verdictsUntil != null && !series.isLabelled()) {
                return new Outcome(
                        file,
                        Optional.empty(),
                        Optional.empty(),
                        file + ": --verdicts-until needs a label column, and the header has none");
            }
            ReplayResult result = run(series, local, until);
            Path folder = out;
            if (folder != null) {
                CsvOutput.scores(folder, series, result);
                CsvOutput.alerts(folder, series, result);
                CsvOutput.notables(folder, series, result);
            }
            if (files.size() > 1 || series.size() >= PROGRESS_FROM_ROWS) {
                PrintWriter errors = spec().commandLine().getErr();
                errors.println(done.incrementAndGet() + " of " + files.size() + ": " + series.name() + ", "
                        + series.size() + " rows");
                errors.flush();
            }
            return new Outcome(file, Optional.of(series), Optional.of(result), "");
        } catch (TidewatchException e) {
            return new Outcome(file, Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            return new Outcome(
                    file, Optional.empty(), Optional.empty(), file + " can't be read or written: " + e.getMessage());
        }
    }

    private ReplayResult run(InputSeries series, ZoneId local, long until) {
        // Every file is one series of the same name, so that its results depend on its rows alone.
        Kpi plain = Kpi.named("replay");
        Kpi kpi = new Kpi(
                plain.name(),
                1,
                "",
                "",
                "",
                local,
                Optional.empty(),
                KpiKind.GAUGE,
                Direction.BOTH,
                plain.lateLimit(),
                true);
        Settings settings = new Settings(
                kpi, new Detector.Adaptive(Detector.defaultId(kpi.name()), kpi.name(), 1, true, budget, 0, 0));
        Oracle oracle = verdictsUntil == null ? Oracle.SILENT : new LabelColumnOracle(series, until);
        ReplayResult result = new ReplayResult(series.size(), score == ScoreKind.notable);
        new SeriesReplay(SeriesKey.of(kpi.name()), settings, Tuning.DEFAULT, new SuccessiveNights()::train, oracle)
                .run(series.times(), series.values(), result);
        return result;
    }

    private String broker() {
        String given = kafka;
        if (given == null || given.isBlank()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--topic needs a broker: set TIDEWATCH_KAFKA, or say --kafka host:port; the one of ./tidewatch serve"
                            + " stands in its start-up log");
        }
        return given;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec().commandLine(), "--zone must be a time zone such as Europe/Berlin, not " + zone, e);
        }
    }

    private long until(ZoneId local) {
        String text = verdictsUntil;
        if (text == null) {
            return Long.MIN_VALUE;
        }
        try {
            return Timestamps.parse(text, local);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--verdicts-until: " + e.getMessage(), e);
        }
    }

    private CommandSpec spec() {
        CommandSpec given = spec;
        if (given == null) {
            throw new IllegalStateException("picocli runs this command");
        }
        return given;
    }
}
