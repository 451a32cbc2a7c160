// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.replay.Oracle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class AiopsQuality {
    private AiopsQuality() {}

    public static void main(String[] args) {
        Map<String, Double> changes = new HashMap<>();
        boolean perSeries = false;
        boolean quick = false;
        double[] budgets = {10_000, 28, 16};
        for (String arg : args) {
            if (arg.equals("-v")) perSeries = true;
            else if (arg.equals("-q")) quick = true;
            else if (arg.startsWith("budgets="))
                budgets = java.util.Arrays.stream(arg.substring(8).split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
            else changes.put(arg.split("=")[0], Double.valueOf(arg.split("=")[1]));
        }
        Tuning tuning = Tuning.with(changes);
        List<LabelledSeries> all = LabelledSeries.folder(Path.of("/work/shared/data/aiops-kpi"));
        List<TrainerCache> caches =
                all.stream().map(s -> new TrainerCache(tuning)).toList();
        System.out.println(changes);
        for (double budget : budgets) {
            run("no labels, budget " + budget, all, caches, budget, tuning, false, perSeries);
            if (!quick) run("verdicts, budget " + budget, all, caches, budget, tuning, true, perSeries);
        }
    }

    private static void run(
            String name,
            List<LabelledSeries> all,
            List<TrainerCache> caches,
            double budget,
            Tuning tuning,
            boolean verdicts,
            boolean perSeries) {
        List<EventScore> scores = java.util.stream.IntStream.range(0, all.size())
                .parallel()
                .mapToObj(i -> {
                    LabelledSeries series = all.get(i);
                    int half = series.size() / 2;
                    Oracle oracle =
                            verdicts ? new LabelOracle(series, series.times()[half], Integer.MAX_VALUE) : Oracle.SILENT;
                    EventScore score = new EventScore();
                    score.add(series, OurAlarms.of(series, budget, tuning, caches.get(i), oracle), half);
                    return score;
                })
                .toList();
        EventScore total = new EventScore();
        for (int i = 0; i < scores.size(); i++) {
            total.add(scores.get(i));
            if (perSeries) print("  " + all.get(i).name().substring(0, 8), scores.get(i));
        }
        print(name, total);
        double mean = scores.stream().mapToDouble(EventScore::eventF1).average().orElse(0);
        System.out.printf("      mean of series F1 %.3f%n", mean);
    }

    private static void print(String name, EventScore s) {
        System.out.printf(
                "%-30s PA %.3f  P %.3f R %.3f F1 %.3f  false/wk %.2f alerts/wk %.2f delay %.1f  %d/%d%n",
                name,
                s.pointAdjustedF1(),
                s.precision(),
                s.recall(),
                s.eventF1(),
                s.falseAWeek(),
                s.alertsAWeek(),
                s.medianDelayMinutes(),
                s.found(),
                s.events());
    }
}
