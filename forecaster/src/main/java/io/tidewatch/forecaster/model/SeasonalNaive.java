// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** The last season once more. */
public final class SeasonalNaive implements PathModel {
    private final String name;
    private final boolean weekly;

    private SeasonalNaive(String name, boolean weekly) {
        this.name = name;
        this.weekly = weekly;
    }

    public static SeasonalNaive daily() {
        return new SeasonalNaive("naive", false);
    }

    public static SeasonalNaive weekly() {
        return new SeasonalNaive("naive-week", true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public boolean suits(Task task) {
        return !weekly || task.rows().week() > 0;
    }

    @Override
    public double[][] paths(Task task) {
        Rows rows = task.rows();
        int period = weekly ? rows.longest() : rows.cycle();
        double[][] paths = new double[task.origins().length][task.horizon()];
        for (int o = 0; o < paths.length; o++) {
            int origin = task.origins()[o];
            int usable = Math.min(period, origin);
            for (int k = 0; k < task.horizon(); k++) {
                paths[o][k] = rows.y()[origin - usable + k % usable];
            }
        }
        return paths;
    }
}
