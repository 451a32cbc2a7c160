// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.replay.Oracle;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The AIOps KPI series: second halves, beside simple detectors in the same run. */
final class KpiQuality {
    private static final double[] BUDGETS = {4, 8, 12, 28, 56};
    private static final double ONE_SETTING = 12;
    private static final int[] VERDICTS = {5, 10, 20};

    private final List<LabelledSeries> all;
    private final PrintStream out;

    KpiQuality(Path folder, PrintStream out) {
        this.all = LabelledSeries.folder(folder);
        this.out = out;
    }

    void run(Tuning tuning) {
        List<TrainerCache> trained = caches(new ChosenMethod(tuning));
        out.printf("| detector | PA | precision | recall | event F1 | false/week | median delay, min |%n");
        out.printf("|---|---|---|---|---|---|---|%n");
        print("rolling z-score, 1 day, 5 sigma", total(i -> Baselines.rolling(all.get(i))));
        print("robust Holt-Winters, daily, 8 sigma", total(i -> Baselines.holtWinters(all.get(i))));
        CutForest forest = CutForest.over(all);
        print(forest.name(), total(forest::alarms));
        for (double budget : BUDGETS) {
            print("this, no labels, budget " + (int) budget, total(i -> ours(i, budget, 0, tuning, trained)));
        }
        for (double budget : BUDGETS) {
            print(
                    "this, verdicts of the first half, budget " + (int) budget,
                    total(i -> ours(i, budget, Integer.MAX_VALUE, tuning, trained)));
        }
        for (int verdicts : VERDICTS) {
            print(
                    "this, first " + verdicts + " verdicts, budget " + (int) ONE_SETTING,
                    total(i -> ours(i, ONE_SETTING, verdicts, tuning, trained)));
        }
        out.printf("%nBy series, budget %d, no labels:%n%n", (int) ONE_SETTING);
        out.printf(
                "| series | PA | precision | recall | event F1 | false/week | median delay, min |%n|---|---|---|---|---|---|---|%n");
        for (int i = 0; i < all.size(); i++) {
            EventScore score = new EventScore();
            score.add(
                    all.get(i),
                    ours(i, ONE_SETTING, 0, tuning, trained),
                    all.get(i).size() / 2);
            print(all.get(i).name().substring(0, 8), score);
        }
    }

    /** The nightly pick in place of the slot profile, without labels. */
    void methods(Tuning tuning) {
        out.printf("| trained with | budget | PA | precision | recall | event F1 | false/week | median delay, min |%n");
        out.printf("|---|---|---|---|---|---|---|---|%n");
        for (boolean chosen : List.of(false, true)) {
            List<TrainerCache> trained = caches(chosen ? new ChosenMethod(tuning) : ForecastMethod.slotProfile());
            for (double budget : List.of(ONE_SETTING, 28.0)) {
                String name = (chosen ? "chosen method" : "slot profile") + " | " + (int) budget;
                print(name, total(i -> ours(i, budget, 0, tuning, trained)));
            }
            for (int i = 0; i < all.size() && chosen; i++) {
                out.printf(
                        "%s: %d nights by the blend, %d by the slot profile%n",
                        all.get(i).name().substring(0, 8),
                        trained.get(i).nightsOf("blend"),
                        trained.get(i).nightsOf("slot-profile"));
            }
        }
    }

    private List<TrainerCache> caches(ForecastMethod method) {
        return all.stream().map(series -> new TrainerCache(method)).toList();
    }

    private Alarms ours(int i, double budget, int verdicts, Tuning tuning, List<TrainerCache> trained) {
        LabelledSeries series = all.get(i);
        Oracle oracle =
                verdicts == 0 ? Oracle.SILENT : new LabelOracle(series, series.times()[series.size() / 2], verdicts);
        return OurAlarms.of(series, budget, tuning, trained.get(i), oracle);
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

    private void print(String name, EventScore score) {
        out.printf(
                "| %s | %.3f | %.3f | %.3f | %.3f | %.2f | %.0f |%n",
                name,
                score.pointAdjustedF1(),
                score.precision(),
                score.recall(),
                score.eventF1(),
                score.falseAWeek(),
                score.medianDelayMinutes());
    }
}
