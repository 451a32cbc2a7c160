// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** The last cycle again. */
public final class SeasonalNaive implements PathModel {
    static final String NAME = "naive";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public boolean suits(Task task) {
        return true;
    }

    @Override
    public double[][] paths(Task task) {
        Rows rows = task.rows();
        double[][] paths = new double[task.origins().length][task.horizon()];
        for (int o = 0; o < paths.length; o++) {
            int origin = task.origins()[o];
            int usable = Math.min(rows.cycle(), origin);
            for (int k = 0; k < task.horizon(); k++) {
                paths[o][k] = rows.y()[origin - usable + k % usable];
            }
        }
        return paths;
    }
}
