// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Numenta Anomaly Benchmark's score (Lavin and Ahmad 2015), normalised to 100 for a perfect detector and 0 for a silent one. A
 * detection earns more the earlier it lies in a window, once a window; outside of windows it costs up to the false-positive
 * weight, less shortly after a window. The first 15 % of a file's rows, at most 750, are not counted.
 */
final class NabScore {
    /** @param falsePositive cost of a detection outside; @param falseNegative cost of a missed window */
    record Profile(String name, double falsePositive, double falseNegative) {
        static final List<Profile> ALL = List.of(
                new Profile("standard", 0.11, 1),
                new Profile("reward low FP", 0.22, 1),
                new Profile("reward low FN", 0.11, 2));
    }

    /** The best threshold of all there are, and its score. */
    record Best(double threshold, double score) {}

    private record Row(double score, int window, double weight) {}

    private final List<Row> rows = new ArrayList<>();
    private int windows;

    /** Adds a file's scores. */
    void add(boolean[] labels, double[] scores) {
        int n = scores.length;
        List<Segments.Segment> segments = Segments.of(labels, 0, n);
        int first = Math.min((int) Math.floor(0.15 * n), 750);
        int[] window = new int[n];
        Arrays.fill(window, -1);
        double[] weight = new double[n];
        Arrays.fill(weight, Double.NaN);
        int next = 0;
        for (int row = 0; row < n; row++) {
            while (next < segments.size() && segments.get(next).to() <= row) {
                next++;
            }
            if (next < segments.size() && segments.get(next).from() <= row) {
                Segments.Segment segment = segments.get(next);
                int width = segment.to() - segment.from();
                window[row] = windows + next;
                weight[row] = sigmoid(-(double) (segment.to() - row) / width) / sigmoid(-1);
            } else if (next == 0) {
                weight[row] = -1;
            } else {
                Segments.Segment before = segments.get(next - 1);
                int width = before.to() - before.from();
                weight[row] = sigmoid((double) (row - before.to() + 1) / Math.max(1, width - 1));
            }
        }
        for (int row = first; row < n; row++) {
            rows.add(new Row(scores[row], window[row], weight[row]));
        }
        windows += segments.size();
    }

    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    /** As the benchmark tunes it: the best of all thresholds. */
    Best best(Profile profile) {
        Best[] best = {new Best(Double.POSITIVE_INFINITY, 0)};
        sweep(profile, (threshold, score) -> {
            if (score > best[0].score()) {
                best[0] = new Best(threshold, score);
            }
        });
        return best[0];
    }

    /** With every row at or above a threshold as a detection. */
    double at(double threshold, Profile profile) {
        double[] last = {0};
        sweep(profile, (reached, score) -> {
            if (reached >= threshold) {
                last[0] = score;
            }
        });
        return last[0];
    }

    /** How many windows have a detection. */
    int found(double threshold) {
        return (int) rows.stream()
                .filter(row -> row.window() >= 0 && row.score() >= threshold)
                .mapToInt(Row::window)
                .distinct()
                .count();
    }

    int windows() {
        return windows;
    }

    private interface Visitor {
        void visit(double threshold, double score);
    }

    private void sweep(Profile profile, Visitor visitor) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Row::score).reversed());
        Map<Integer, Double> earned = new HashMap<>();
        double sum = 0;
        double silent = -profile.falseNegative() * windows;
        double perfect = windows;
        for (int i = 0; i < sorted.size(); i++) {
            Row row = sorted.get(i);
            if (row.window() < 0) {
                sum += row.weight() * profile.falsePositive();
            } else {
                double before = earned.getOrDefault(row.window(), -profile.falseNegative());
                double now = Math.max(before, row.weight());
                earned.put(row.window(), now);
                sum += now - before;
            }
            if (i + 1 == sorted.size() || sorted.get(i + 1).score() < row.score()) {
                visitor.visit(row.score(), 100 * sum / (perfect - silent));
            }
        }
    }
}
