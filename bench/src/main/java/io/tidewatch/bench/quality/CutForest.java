// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Random Cut Forest as its users run it on one value: 8 points a shingle, 30 trees of 256. Its score is compared with its own running
 * mean and deviation over about a day; how many deviations it takes is one number for all series, the best by event F1 on the first
 * halves, whose labels it thus sees.
 */
final class CutForest {
    private static final int SHINGLE = 8;
    private static final int TREES = 30;
    private static final int SAMPLE = 256;
    private static final double[] LIMITS = {3, 4, 5, 6, 8, 10, 14, 20};

    private final List<LabelledSeries> all;
    private final List<float[]> deviations;
    private final double limit;

    private CutForest(List<LabelledSeries> all, List<float[]> deviations, double limit) {
        this.all = all;
        this.deviations = deviations;
        this.limit = limit;
    }

    static CutForest over(List<LabelledSeries> all) {
        List<float[]> deviations =
                all.parallelStream().map(CutForest::deviations).toList();
        double best = LIMITS[0];
        double bestF1 = -1;
        for (double limit : LIMITS) {
            EventScore score = new EventScore();
            for (int i = 0; i < all.size(); i++) {
                LabelledSeries half = all.get(i).firstHalf();
                score.add(half, alarms(half, deviations.get(i), limit), half.size() / 4);
            }
            if (score.eventF1() > bestF1) {
                bestF1 = score.eventF1();
                best = limit;
            }
        }
        return new CutForest(all, deviations, best);
    }

    String name() {
        return String.format(
                Locale.ROOT,
                "Random Cut Forest, score %.0f deviations above its mean (chosen on the first halves)",
                limit);
    }

    Alarms alarms(int series) {
        return alarms(all.get(series), deviations.get(series), limit);
    }

    private static Alarms alarms(LabelledSeries series, float[] deviations, double limit) {
        boolean[] over = new boolean[series.size()];
        IntStream.range(0, over.length).forEach(row -> over[row] = deviations[row] > limit);
        return Baselines.alarms(series, over);
    }

    /** By row: how far the score lies above its running mean, in running deviations. */
    private static float[] deviations(LabelledSeries series) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(SHINGLE)
                .shingleSize(SHINGLE)
                .internalShinglingEnabled(true)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .outputAfter(SAMPLE)
                .randomSeed(7)
                .build();
        double rate = 1.0 / Baselines.slots(series);
        double mean = 0;
        double variance = 0;
        float[] deviations = new float[series.size()];
        for (int row = 0; row < series.size(); row++) {
            double value = series.values()[row];
            if (!Double.isFinite(value)) {
                continue;
            }
            double[] point = {value};
            double score = forest.getAnomalyScore(point);
            forest.update(point);
            if (score <= 0) {
                continue;
            }
            double off = score - mean;
            deviations[row] = (float) (off / Math.sqrt(variance + 1e-6));
            mean += rate * off;
            variance += rate * (off * off - variance);
        }
        return deviations;
    }
}
