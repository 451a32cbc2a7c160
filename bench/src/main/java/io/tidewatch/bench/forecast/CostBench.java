// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.core.time.Micros;
import io.tidewatch.forecaster.backtest.CsvSeries;
import io.tidewatch.forecaster.model.CpuClock;
import io.tidewatch.forecaster.model.Forecaster;
import io.tidewatch.forecaster.model.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CPU time for one forecast of a day with all cheap candidates, beside R's methods on the same series. {@code plan DATA OUT} writes
 * eight weeks of hours and four weeks of five minutes of each of the KPI series that are long enough, {@code run DATA OUT} forecasts
 * them and reads what R left in {@code OUT}.
 */
public final class CostBench {
    private static final int ROUNDS = 20;

    private record Shape(String name, long step, int days) {
        int rows() {
            return (int) (days * Micros.DAY / step);
        }
    }

    private static final List<Shape> SHAPES =
            List.of(new Shape("hourly", Micros.HOUR, 56), new Shape("five-minutes", Micros.HOUR / 12, 28));

    private CostBench() {}

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[2]);
        Files.createDirectories(out);
        for (Shape shape : SHAPES) {
            if (args[0].equals("plan")) {
                plan(Path.of(args[1]), out, shape);
            } else {
                run(out, shape);
            }
        }
    }

    private static void plan(Path data, Path out, Shape shape) throws IOException {
        List<String> plan = new ArrayList<>(List.of(FoldPlan.HEADER));
        int cycle = (int) (Micros.DAY / shape.step());
        try (Stream<Path> files = Files.list(data.resolve("aiops-kpi"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList()) {
                CsvSeries series = CsvSeries.read(file);
                double[] means = means(series.history(), shape.step());
                int rows = shape.rows() + cycle;
                if (means.length >= rows) {
                    Path copy = out.resolve(shape.name() + "-" + series.name() + ".csv");
                    List<String> lines = new ArrayList<>(List.of("timestamp,value"));
                    for (int i = 0; i < rows; i++) {
                        lines.add(Micros.toInstant(Micros.DAY * 17_000 + i * shape.step()) + ","
                                + means[means.length - rows + i]);
                    }
                    Files.write(copy, lines);
                    plan.add(new FoldPlan(copy, series.name(), 0, 0, shape.rows(), rows, cycle, 7 * cycle).line());
                }
            }
        }
        Files.write(out.resolve(shape.name() + "-plan.csv"), plan);
    }

    /** Of the points of each step, the one before where there are none. */
    private static double[] means(History history, long step) {
        long first = Math.floorDiv(history.micros()[0], step);
        int rows = (int) (Math.floorDiv(history.micros()[history.size() - 1], step) - first);
        double[] sum = new double[rows];
        int[] count = new int[rows];
        for (int i = 0; i < history.size(); i++) {
            int row = (int) (Math.floorDiv(history.micros()[i], step) - first);
            if (row < rows) {
                sum[row] += history.values()[i];
                count[row]++;
            }
        }
        for (int row = 0; row < rows; row++) {
            sum[row] = count[row] > 0 ? sum[row] / count[row] : row > 0 ? sum[row - 1] : 0;
        }
        return sum;
    }

    private static void run(Path out, Shape shape) throws IOException {
        List<History> histories = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith(shape.name() + "-")
                            && !name.toString().endsWith("-plan.csv")
                            && !name.toString().endsWith("-r.csv"))
                    .sorted()
                    .toList()) {
                histories.add(CsvSeries.read(file).history().first(shape.rows()));
            }
        }
        Forecaster forecaster = Forecaster.standard();
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            CpuClock clock = CpuClock.start();
            histories.forEach(history -> forecast(forecaster, history));
            millis[round] = clock.nanos() / 1e6 / histories.size();
        }
        double[] warm = Arrays.copyOfRange(millis, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        double ours = warm[warm.length / 2];
        long began = System.nanoTime();
        IntStream.range(0, ROUNDS * histories.size())
                .parallel()
                .forEach(i -> forecast(forecaster, histories.get(i % histories.size())));
        double minutes = (System.nanoTime() - began) / 6e10;
        System.out.printf(
                Locale.ROOT,
                "%s, %d rows, %d series: %.2f ms CPU a series, %.0f series a minute on %d cores%n",
                shape.name(),
                shape.rows(),
                histories.size(),
                ours,
                ROUNDS * histories.size() / minutes,
                Runtime.getRuntime().availableProcessors());
        PeerResults.read(List.of(out.resolve(shape.name() + "-r.csv")))
                .byMethod()
                .forEach((method, folds) -> print(method, folds, ours));
    }

    private static void print(String method, Map<String, double[]> folds, double ours) {
        double theirs = folds.values().stream()
                .mapToDouble(row -> row[PeerResults.MEASURES - 1])
                .average()
                .orElse(Double.NaN);
        System.out.printf(
                Locale.ROOT,
                "  %s: %.0f ms, %.0f times as much, %d series%n",
                method,
                theirs,
                theirs / ours,
                folds.size());
    }

    private static void forecast(Forecaster forecaster, History history) {
        long step = history.micros()[1] - history.micros()[0];
        long end = history.micros()[history.size() - 1] + step;
        forecaster.forecast(history, end, end + Micros.DAY, ZoneOffset.UTC);
    }
}
