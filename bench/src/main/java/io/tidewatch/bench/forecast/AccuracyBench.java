// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.forecaster.backtest.Backtest;
import io.tidewatch.forecaster.backtest.CsvSeries;
import io.tidewatch.forecaster.backtest.Measures;
import io.tidewatch.forecaster.backtest.ReportTable;
import io.tidewatch.forecaster.backtest.Scoreboard;
import io.tidewatch.forecaster.model.CpuClock;
import io.tidewatch.forecaster.model.Forecaster;
import io.tidewatch.forecaster.model.Grid;
import io.tidewatch.forecaster.model.History;
import io.tidewatch.forecaster.model.SeriesForecast;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Accuracy on the shared series. {@code plan DATA OUT} writes R's part of the folds, {@code run DATA OUT [HEAVY]}
 * judges every candidate and sets the chosen one beside what R's methods left in {@code OUT}.
 */
public final class AccuracyBench {
    private final Path data;
    private final Path out;
    private final PrintWriter print;

    private AccuracyBench(Path data, Path out, PrintWriter print) {
        this.data = data;
        this.out = out;
        this.print = print;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            throw new IllegalArgumentException("usage: plan|run DATA OUT [NEVER|WHERE_CHEAP_FALLS_SHORT|ALWAYS]");
        }
        PrintWriter print = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        AccuracyBench bench = new AccuracyBench(Path.of(args[1]), Path.of(args[2]), print);
        Files.createDirectories(bench.out);
        for (Dataset dataset : Dataset.values()) {
            if (args[0].equals("plan")) {
                bench.plan(dataset);
            } else {
                Forecaster.Heavy heavy = Forecaster.Heavy.valueOf(args.length > 3 ? args[3] : "NEVER");
                bench.run(dataset, Forecaster.with(heavy));
            }
        }
    }

    private List<Path> files(Dataset dataset) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(dataset.folder()))) {
            return files.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList();
        }
    }

    private void plan(Dataset dataset) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FoldPlan.HEADER));
        List<Path> files = files(dataset);
        for (int i = 0; i < files.size(); i++) {
            CsvSeries series = CsvSeries.read(files.get(i));
            for (FoldPlan plan : dataset.plans(files.get(i), series.name(), series.history())) {
                if (dataset.isForR(i, plan.fold())) {
                    lines.add(plan.line());
                }
            }
        }
        Files.write(out.resolve(dataset.folder() + "-plan.csv"), lines);
    }

    private void run(Dataset dataset, Forecaster forecaster) throws IOException {
        ReportTable report = new ReportTable(print);
        Map<String, Measures.Summary> byFold = new LinkedHashMap<>();
        List<Measures.Summary> bySeries = new ArrayList<>();
        for (Path file : files(dataset)) {
            CsvSeries series = CsvSeries.read(file);
            Scoreboard board = new Scoreboard();
            for (FoldPlan plan : dataset.plans(file, series.name(), series.history())) {
                Backtest.Fold fold = forecast(series.history(), plan, forecaster);
                Backtest.measure(series.history(), fold, board);
                Scoreboard own = new Scoreboard();
                Backtest.measure(series.history(), fold, own);
                byFold.put(plan.series() + "#" + plan.fold(), own.chosen().summary());
            }
            report.add(series.name(), board, dataset == Dataset.FORECASTING);
            bySeries.add(board.chosen().summary());
        }
        print.println("== " + dataset.folder());
        report.means();
        double[] inside80 = bySeries.stream()
                .mapToDouble(Measures.Summary::inside80)
                .sorted()
                .toArray();
        double[] inside95 = bySeries.stream()
                .mapToDouble(Measures.Summary::inside95)
                .sorted()
                .toArray();
        print.printf(
                Locale.ROOT,
                "coverage of the worst twentieth of the series: 80 %% %.3f, 95 %% %.3f%n%n",
                inside80[inside80.length / 20],
                inside95[inside95.length / 20]);
        Path results = out.resolve(dataset.folder() + "-r.csv");
        new PeerTable(print, byFold).print(PeerResults.read(List.of(results)));
    }

    private static Backtest.Fold forecast(History history, FoldPlan plan, Forecaster forecaster) {
        long step = Grid.usualStep(history.micros());
        History known = history.first(plan.from());
        long start = history.micros()[plan.from()];
        long end = history.micros()[plan.to() - 1] + step;
        CpuClock clock = CpuClock.start();
        SeriesForecast forecast = forecaster.forecast(known, start, end, ZoneOffset.UTC);
        return new Backtest.Fold(
                plan.fold(), plan.from(), plan.to(), naiveError(known, plan.cycle()), forecast, clock.nanos());
    }

    /** By rows, as R's side has it. */
    private static double naiveError(History history, int lag) {
        double sum = 0;
        for (int i = lag; i < history.size(); i++) {
            sum += Math.abs(history.values()[i] - history.values()[i - lag]);
        }
        return sum / (history.size() - lag);
    }
}
