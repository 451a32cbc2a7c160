// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** The weighted median of the same row of past seasons, recent and heavy ones counting more, moved to the level of the last day. */
public final class RobustProfile implements PathModel {
    private static final double DAILY_DECAY = 0.97;
    private static final int SEASONS = 8;

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public double prior() {
        return 0.05;
    }

    @Override
    public boolean suits(Task task) {
        return true;
    }

    @Override
    public double[][] paths(Task task) {
        Rows rows = task.rows();
        int cycle = rows.cycle();
        double[][] paths = new double[task.origins().length][task.horizon()];
        for (int o = 0; o < paths.length; o++) {
            int origin = task.origins()[o];
            double sum = 0;
            double weights = 0;
            for (int i = origin - Math.min(cycle, origin - 1); i < origin; i++) {
                sum += rows.weight()[i] * (rows.y()[i] - median(rows, i, i));
                weights += rows.weight()[i];
            }
            double level = weights == 0 ? 0 : sum / weights;
            for (int k = 0; k < task.horizon(); k++) {
                paths[o][k] = level + median(rows, origin + k, origin);
            }
        }
        return paths;
    }

    private static double median(Rows rows, int row, int before) {
        int period = row - rows.longest() >= 0 && before >= 2 * rows.longest() ? rows.longest() : rows.cycle();
        double[] value = new double[SEASONS];
        double[] weight = new double[SEASONS];
        double decay = Math.pow(DAILY_DECAY, period / Math.max(1, rows.rowsPerDay()));
        int count = 0;
        double total = 0;
        double w = 1;
        for (int i = row - period; i >= 0 && count < SEASONS; i -= period) {
            if (i < before) {
                int at = count;
                for (; at > 0 && value[at - 1] > rows.y()[i]; at--) {
                    value[at] = value[at - 1];
                    weight[at] = weight[at - 1];
                }
                value[at] = rows.y()[i];
                weight[at] = w * rows.weight()[i];
                total += weight[at];
                w *= decay;
                count++;
            }
        }
        if (count == 0) {
            return rows.y()[Math.max(0, before - 1)];
        }
        // Rows without weight are filled from others: where there are none but these, any will do.
        int middle = total == 0 ? count / 2 : 0;
        for (double sum = weight[0]; sum < total / 2 && middle < count - 1; sum += weight[middle]) {
            middle++;
        }
        return value[middle];
    }
}
