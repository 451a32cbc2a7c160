// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.forecaster.feature.Holidays;
import io.tidewatch.forecaster.model.Forecaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Judges the forecaster on files: results on standard output, progress and errors on standard error. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Forecasts the last horizons of each file from what came before and measures the errors.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every file was judged",
            "1:a file could not be judged; the others were",
            "2:the command line is wrong"
        })
public final class BacktestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "CSV, plain or gzip, with the header timestamp,value[,label]; the label is never read.")
    private List<Path> files = List.of();

    @Option(
            names = "--horizon",
            defaultValue = "24h",
            converter = DurationParser.class,
            description = "How far each forecast reaches, such as 90m, 24h or 7d (default: ${DEFAULT-VALUE}).")
    private Duration horizon = Duration.ofHours(24);

    @Option(names = "--folds", defaultValue = "7", description = "How many horizons (default: ${DEFAULT-VALUE}).")
    private int folds = 7;

    @Option(names = "--out", required = true, description = "Directory for one CSV of results a file.")
    private Path out = Path.of(".");

    @Option(names = "--all", description = "Write the other candidates' forecasts as well.")
    private boolean all;

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            converter = ZoneParser.class,
            description = "Whose wall clock the seasons follow, such as Europe/Berlin (default: ${DEFAULT-VALUE}).")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(
            names = "--country",
            converter = CountryParser.class,
            description = "Whose public holidays count as Sundays, such as DE (default: none).")
    private Holidays holidays = Holidays.none();

    @Option(
            names = "--heavy",
            defaultValue = "WHERE_CHEAP_FALLS_SHORT",
            description = "When boosted trees are tried too: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Forecaster.Heavy heavy = Forecaster.Heavy.WHERE_CHEAP_FALLS_SHORT;

    @Override
    public Integer call() {
        if (folds < 1) {
            throw new ParameterException(spec.commandLine(), "--folds must be at least 1, not " + folds);
        }
        PrintWriter errors = spec.commandLine().getErr();
        ReportTable report = new ReportTable(spec.commandLine().getOut());
        Backtest backtest = new Backtest(Forecaster.with(heavy), horizon, folds, zone, holidays);
        Set<String> names = new HashSet<>();
        int judged = 0;
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            errors.println("[" + (i + 1) + "/" + files.size() + "] " + file);
            errors.flush();
            try {
                if (!names.add(CsvSeries.nameOf(file))) {
                    throw new IOException("another file of this name was given, and both would write the same result");
                }
                judge(backtest, file, report);
                judged++;
            } catch (TidewatchException | IOException e) {
                String message = String.valueOf(e.getMessage());
                errors.println(message.startsWith(file.toString()) ? message : file + ": " + message);
            }
        }
        if (judged > 1) {
            report.means();
        }
        errors.flush();
        return judged == files.size() ? 0 : 1;
    }

    private void judge(Backtest backtest, Path file, ReportTable report) throws IOException {
        CsvSeries series = CsvSeries.read(file);
        List<Backtest.Fold> results = backtest.run(series.history());
        Scoreboard board = new Scoreboard();
        for (Backtest.Fold fold : results) {
            Backtest.measure(series.history(), fold, board);
        }
        Files.createDirectories(out);
        ResultFile.write(out.resolve(series.name() + ".csv"), series.history(), results, all);
        report.add(series.name(), board, true);
    }

    static final class CountryParser implements ITypeConverter<Holidays> {
        @Override
        public Holidays convert(String text) {
            try {
                return Holidays.of(text);
            } catch (TidewatchException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class ZoneParser implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no time zone: write one such as Europe/Berlin");
            }
        }
    }
}
