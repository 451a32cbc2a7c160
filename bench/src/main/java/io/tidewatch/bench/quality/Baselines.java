// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.point.Steps;
import io.tidewatch.core.time.Micros;
import java.util.ArrayList;
import java.util.List;

/** What others would start with. Each causal, with one threshold for all series; alarms within 30 minutes are one episode. */
final class Baselines {
    private static final double Z_LIMIT = 5;
    private static final double HOLT_WINTERS_LIMIT = 8;
    private static final long QUIET = 30 * Micros.MINUTE;

    private Baselines() {}

    /** Distance from the mean of the last day in its standard deviations. */
    static Alarms rolling(LabelledSeries series) {
        double[] values = series.values();
        int window = slots(series);
        boolean[] over = new boolean[values.length];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            if (i >= window) {
                double mean = sum / window;
                double sigma = Math.sqrt(Math.max(1e-12, squares / window - mean * mean));
                over[i] = Math.abs(values[i] - mean) > Z_LIMIT * sigma;
                sum -= values[i - window];
                squares -= values[i - window] * values[i - window];
            }
            sum += values[i];
            squares += values[i] * values[i];
        }
        return alarms(series, over);
    }

    /** Additive daily Holt-Winters whose updates and scale are clipped (Gelper, Fried and Croux 2010). */
    static Alarms holtWinters(LabelledSeries series) {
        double[] values = series.values();
        int slots = slots(series);
        double[] season = new double[slots];
        double level = values[0];
        double scale = Math.abs(values[0]) / 10 + 1e-9;
        boolean[] over = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            int slot = i % slots;
            double residual = values[i] - level - season[slot];
            double z = residual / scale;
            over[i] = i >= 2 * slots && Math.abs(z) > HOLT_WINTERS_LIMIT;
            double clipped = Math.clamp(z, -2, 2) * scale;
            scale = Math.max(1e-9, scale + 0.01 * (Math.min(Math.abs(residual), 4 * scale) * 1.2533 - scale));
            level += 0.05 * clipped;
            season[slot] += (i < 2 * slots ? 0.5 : 0.2) * clipped;
        }
        return alarms(series, over);
    }

    static int slots(LabelledSeries series) {
        return (int) (Micros.DAY / Steps.infer(series.times(), series.size()));
    }

    /** Points as episodes. */
    static Alarms alarms(LabelledSeries series, boolean[] over) {
        List<Alarms.Episode> episodes = new ArrayList<>();
        for (int i = 0; i < over.length; i++) {
            if (!over[i]) {
                continue;
            }
            long time = series.times()[i];
            if (!episodes.isEmpty() && time - episodes.getLast().lastOver() <= QUIET) {
                episodes.set(
                        episodes.size() - 1,
                        new Alarms.Episode(episodes.getLast().started(), time));
            } else {
                episodes.add(new Alarms.Episode(time, time));
            }
        }
        return new Alarms(over, episodes);
    }
}
