// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.chart;

import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.chart.ChartData;
import io.tidewatch.feedback.chart.ChartService;
import java.util.Arrays;

/** Puts points and bounds of a day on evenly spaced steps, as a sparkline wants them. */
final class SparkGrid {
    private static final int STEPS = 72;

    private SparkGrid() {}

    static Sparkline line(ChartService.Spark spark, long from, SparkCache.Place place) {
        ChartData.Points points = spark.points();
        if (points.time().length == 0) {
            return Sparkline.EMPTY;
        }
        double start = from / 1e6;
        double step = (place.to() - from) / 1e6 / STEPS;
        double[] values = onGrid(points.time(), extremes(points), start, step);
        bridge(values, typicalGap(points.time()) / step);
        double[] lower = blank();
        double[] upper = blank();
        spark.band().ifPresent(band -> {
            fill(lower, onGrid(band.time(), band.lower(), start, step), typicalGap(band.time()) / step);
            fill(upper, onGrid(band.time(), band.upper(), start, step), typicalGap(band.time()) / step);
        });
        if (place.episodeTo() < place.episodeFrom()) {
            return Sparkline.of(values, lower, upper, 0, 0);
        }
        return Sparkline.of(values, lower, upper, index(place.episodeFrom(), from), index(place.episodeTo(), from) + 1);
    }

    private static int index(long micros, long from) {
        return (int) Math.clamp((micros - from) / (double) Micros.DAY * STEPS, 0, STEPS - 1);
    }

    /** Of each bucket what lies farther from its mean, so that no spike disappears. */
    private static double[] extremes(ChartData.Points points) {
        double[] values = new double[points.time().length];
        for (int i = 0; i < values.length; i++) {
            double mean = points.mean()[i];
            values[i] = points.max()[i] - mean >= mean - points.min()[i] ? points.max()[i] : points.min()[i];
        }
        return values;
    }

    private static double[] onGrid(double[] times, double[] values, double start, double step) {
        double[] grid = blank();
        for (int i = 0; i < times.length; i++) {
            int at = (int) Math.floor((times[i] - start) / step);
            if (at >= 0 && at < STEPS && Double.isFinite(values[i])) {
                grid[at] = values[i];
            }
        }
        return grid;
    }

    private static void fill(double[] target, double[] values, double gap) {
        bridge(values, gap);
        System.arraycopy(values, 0, target, 0, values.length);
    }

    /** Steps between two points that belong together get a straight line; real holes stay. */
    private static void bridge(double[] grid, double gap) {
        int reach = (int) Math.ceil(Math.max(1.5, 2.5 * gap));
        int last = -1;
        for (int i = 0; i < grid.length; i++) {
            if (Double.isNaN(grid[i])) {
                continue;
            }
            if (last >= 0 && i - last > 1 && i - last <= reach) {
                for (int j = last + 1; j < i; j++) {
                    grid[j] = grid[last] + (grid[i] - grid[last]) * (j - last) / (i - last);
                }
            }
            last = i;
        }
    }

    private static double typicalGap(double[] times) {
        if (times.length < 2) {
            return 0;
        }
        double[] gaps = new double[times.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    private static double[] blank() {
        double[] grid = new double[STEPS];
        Arrays.fill(grid, Double.NaN);
        return grid;
    }
}
