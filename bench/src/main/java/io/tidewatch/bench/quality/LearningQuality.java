// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.replay.Oracle;
import io.tidewatch.replay.Trainer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * {@code LearningQuality DATA [verdicts] [budgets] [bounds]}: what verdicts change, whether a budget and a bound mean what they say; tables of docs/benchmarks.md,
 * on standard output; all three unless some are named. Nights are trained by the slot profile alone. Exits with 2 where the arguments make no sense.
 */
public final class LearningQuality {
    private static final List<String> PARTS = List.of("verdicts", "budgets", "bounds");
    private static final double BUDGET = 12;
    private static final double DEFAULT_BUDGET = 28;
    private static final int[] VERDICTS = {0, 5, 10, 20, Integer.MAX_VALUE};
    private static final double[] A_WEEK = {1, 2, 4, 7, 14};
    private static final double[] LEVELS = {0.9, 0.95, 0.99, 0.999};
    private static final double WRONG = 0.1;
    private static final int GENERATED = 16;

    private final List<LabelledSeries> all;
    private final PrintStream out;

    private LearningQuality(List<LabelledSeries> all, PrintStream out) {
        this.all = all;
        this.out = out;
    }

    public static void main(String[] args) {
        List<String> parts = args.length < 2 ? PARTS : List.of(args).subList(1, args.length);
        if (args.length == 0 || !PARTS.containsAll(parts)) {
            System.err.println("usage: LearningQuality DATA-DIRECTORY [verdicts] [budgets] [bounds]");
            System.exit(2);
        }
        System.out.println("constants " + Tuning.digest());
        LearningQuality bench = new LearningQuality(LabelledSeries.folder(Path.of(args[0])), System.out);
        List<Trainer> trained = caches(bench.all);
        if (parts.contains("verdicts")) {
            bench.learning(trained);
        }
        if (parts.contains("budgets")) {
            bench.budgets(trained);
        }
        if (parts.contains("bounds")) {
            bench.intervals(trained);
        }
    }

    private static List<Trainer> caches(List<LabelledSeries> series) {
        return series.stream()
                .<Trainer>map(each -> new TrainerCache(ForecastMethod.slotProfile()))
                .toList();
    }

    private void learning(List<Trainer> trained) {
        out.printf("%nSecond halves; verdicts of the first halves, on alerts raised there%n%n");
        out.printf("| budget | verdicts a series | wrong | precision | recall | event F1 | PA | false/week |%n");
        out.printf("|---|---|---|---|---|---|---|---|%n");
        for (double budget : new double[] {BUDGET, DEFAULT_BUDGET}) {
            for (double wrong : new double[] {0, WRONG}) {
                for (int verdicts : VERDICTS) {
                    if (verdicts == 0 && wrong > 0) {
                        continue;
                    }
                    EventScore score = total(i -> OurAlarms.of(
                            all.get(i), budget, Tuning.DEFAULT, trained.get(i), analyst(i, verdicts, wrong)));
                    out.printf(
                            "| %.0f | %s | %.0f %% | %.3f | %.3f | %.3f | %.3f | %.2f |%n",
                            budget,
                            verdicts == Integer.MAX_VALUE ? "all" : Integer.toString(verdicts),
                            100 * wrong,
                            score.precision(),
                            score.recall(),
                            score.eventF1(),
                            score.pointAdjustedF1(),
                            score.falseAWeek());
                }
            }
        }
    }

    private Oracle analyst(int i, int verdicts, double wrong) {
        if (verdicts == 0) {
            return Oracle.SILENT;
        }
        LabelledSeries series = all.get(i);
        Oracle right = new LabelOracle(series, series.times()[series.size() / 2], verdicts);
        return wrong == 0 ? right : new WrongSometimes(right, wrong, i);
    }

    private EventScore total(IntFunction<Alarms> alarms) {
        EventScore total = new EventScore();
        IntStream.range(0, all.size())
                .parallel()
                .mapToObj(i -> {
                    EventScore score = new EventScore();
                    score.add(all.get(i), alarms.apply(i), all.get(i).size() / 2);
                    return score;
                })
                .toList()
                .forEach(total::add);
        return total;
    }

    private void budgets(List<Trainer> trained) {
        out.printf("%nAlerts a series and week, requested and realised, without labels; second halves%n%n");
        out.printf("| series | %s |%n", String.join(" | ", columns(A_WEEK)));
        out.printf("|---|%s%n", "---|".repeat(A_WEEK.length));
        row(
                "AIOps, all alerts",
                week -> total(i -> OurAlarms.of(all.get(i), 4 * week, Tuning.DEFAULT, trained.get(i), Oracle.SILENT))
                        .alertsAWeek());
        row(
                "AIOps, false alerts",
                week -> total(i -> OurAlarms.of(all.get(i), 4 * week, Tuning.DEFAULT, trained.get(i), Oracle.SILENT))
                        .falseAWeek());
        for (GeneratedKpi.Noise noise : GeneratedKpi.Noise.values()) {
            LearningQuality generated = generated(noise);
            List<Trainer> nights = caches(generated.all);
            row(
                    "generated, " + noise.name().toLowerCase(Locale.ROOT),
                    week -> generated
                            .total(i -> OurAlarms.of(
                                    generated.all.get(i), 4 * week, Tuning.DEFAULT, nights.get(i), Oracle.SILENT))
                            .alertsAWeek());
        }
    }

    private void intervals(List<Trainer> trained) {
        out.printf(
                "%nShare of points outside the bounds served, in %%; labelled stretches left out; second halves%n%n");
        double[] nominal = Arrays.stream(LEVELS).map(level -> 100 * (1 - level)).toArray();
        out.printf("| series | %s |%n", String.join(" | ", columns(nominal)));
        out.printf("|---|%s%n", "---|".repeat(LEVELS.length));
        miss("AIOps, mean of series", all, trained);
        for (GeneratedKpi.Noise noise : GeneratedKpi.Noise.values()) {
            List<LabelledSeries> generated = generated(noise).all;
            miss("generated, " + noise.name().toLowerCase(Locale.ROOT), generated, caches(generated));
        }
    }

    private LearningQuality generated(GeneratedKpi.Noise noise) {
        return new LearningQuality(
                LongStream.range(0, GENERATED)
                        .mapToObj(seed -> GeneratedKpi.of(noise, seed))
                        .toList(),
                out);
    }

    private void miss(String name, List<LabelledSeries> series, List<Trainer> trained) {
        List<String> cells = new ArrayList<>();
        for (double level : LEVELS) {
            Tuning tuning = Tuning.with(Map.of("boundsLevel", level));
            double[] shares = IntStream.range(0, series.size())
                    .parallel()
                    .mapToDouble(i -> IntervalMiss.of(series.get(i), tuning, trained.get(i))
                            .share())
                    .toArray();
            cells.add(String.format(
                    Locale.ROOT, "%.3g", 100 * Arrays.stream(shares).average().orElse(0)));
        }
        out.printf("| %s | %s |%n", name, String.join(" | ", cells));
    }

    /** What comes of a wish of so many a week. */
    private interface Realised {
        double of(double week);
    }

    private void row(String name, Realised realised) {
        List<String> cells = new ArrayList<>();
        for (double week : A_WEEK) {
            cells.add(String.format(Locale.ROOT, "%.2f", realised.of(week)));
        }
        out.printf("| %s | %s |%n", name, String.join(" | ", cells));
    }

    private static List<String> columns(double[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> String.format(Locale.ROOT, "%.3g", number))
                .toList();
    }
}
