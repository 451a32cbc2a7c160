// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * Looks for cycles in the past that ran like the last one, the latest rows counting most, and repeats what came after
 * them, moved to the level of now.
 */
public final class Analog implements PathModel {
    private static final double SHARPNESS = 8;

    /** How much less a likeness counts on another day of the week. */
    private static final double OTHER_WEEKDAY = 2;

    private static final double AGE = 0.01;
    private static final double FADING = 3;

    @Override
    public String name() {
        return "analog";
    }

    @Override
    public double prior() {
        return 1;
    }

    @Override
    public boolean suits(Task task) {
        return task.origins()[0] >= 4 * task.rows().cycle() + task.horizon();
    }

    @Override
    public double[][] paths(Task task) {
        double[][] paths = new double[task.origins().length][task.horizon()];
        for (int o = 0; o < paths.length; o++) {
            path(task.rows(), task.origins()[o], paths[o]);
        }
        return paths;
    }

    private static void path(Rows rows, int origin, double[] path) {
        double[] y = rows.y();
        int cycle = rows.cycle();
        int first = Math.ceilDiv(path.length, cycle);
        int last = (origin - cycle) / cycle;
        double[] distance = new double[last + 1];
        double least = Double.MAX_VALUE;
        for (int j = first; j <= last; j++) {
            boolean sameWeekday = rows.week() == 0 || j * cycle % rows.week() == 0;
            distance[j] =
                    distance(rows, origin, origin - j * cycle) * (sameWeekday ? 1 : OTHER_WEEKDAY) * (1 + AGE * j);
            least = Math.min(least, distance[j]);
        }
        double level = rows.mean(origin - cycle, origin);
        double total = 0;
        double offset = 0;
        for (int j = first; j <= last; j++) {
            int then = origin - j * cycle;
            double weight = Math.pow((distance[j] + 1e-12) / (least + 1e-12), -SHARPNESS);
            double levelThen = rows.mean(then - cycle, then);
            total += weight;
            offset += weight * (y[origin - 1] - level - y[then - 1] + levelThen);
            for (int k = 0; k < path.length; k++) {
                path[k] += weight * (y[then + k] - levelThen);
            }
        }
        double fade = Math.exp(-FADING / cycle);
        offset /= total;
        for (int k = 0; k < path.length; k++) {
            offset *= fade;
            path[k] = level + path[k] / total + offset;
        }
    }

    /** Of the cycles before two rows, each less its mean. */
    private static double distance(Rows rows, int now, int then) {
        double[] y = rows.y();
        double shift = rows.mean(now - rows.cycle(), now) - rows.mean(then - rows.cycle(), then);
        double fade = Math.exp(-FADING / rows.cycle());
        double weight = 1;
        double sum = 0;
        double weights = 0;
        for (int i = 1; i <= rows.cycle(); i++) {
            sum += weight * Math.abs(y[now - i] - y[then - i] - shift);
            weights += weight;
            weight *= fade;
        }
        return sum / weights;
    }
}
