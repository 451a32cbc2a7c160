// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import java.util.Arrays;

/**
 * The profile of a grid: for each slot the weighted median over the days before a given one, young days and, of
 * ratios, large denominators weighing more; with few days the neighbouring slots lend theirs.
 */
final class Profiles {
    private final DayGrid grid;
    private final double[] weight;
    private final double[] value;
    private final double[] share;
    private int size;
    private double total;

    Profiles(DayGrid grid, double decay) {
        this.grid = grid;
        weight = new double[grid.days];
        for (int day = 0; day < grid.days; day++) {
            weight[day] = Math.pow(decay, grid.days - 1 - day);
        }
        value = new double[7 * grid.days];
        share = new double[7 * grid.days];
    }

    /**
     * The profiles that the days before each one give, by that day and slot; the last is that of all days. Unseen slots lie on
     * the line between their seen neighbours; where none was seen all are not a number.
     */
    double[][] causal() {
        double[][] profiles = new double[grid.days + 1][grid.slots];
        for (int slot = 0; slot < grid.slots; slot++) {
            int reach = -1;
            for (int days = 0; days <= grid.days; days++) {
                int now = Math.min(reach(days), (grid.slots - 1) / 2);
                // One more day is added to those before, unless the neighbours lend less now.
                int first = now == reach ? days - 1 : 0;
                if (first == 0) {
                    size = 0;
                    total = 0;
                }
                for (int day = first; day < days; day++) {
                    add(day, slot, now);
                }
                reach = now;
                profiles[days][slot] = median();
            }
        }
        for (double[] profile : profiles) {
            bridge(profile);
        }
        return profiles;
    }

    private static int reach(int days) {
        if (days < 4) {
            return 3;
        }
        if (days < 6) {
            return 2;
        }
        return days < 12 ? 1 : 0;
    }

    private void add(int day, int slot, int reach) {
        for (int near = slot - reach; near <= slot + reach; near++) {
            int wrapped = Math.floorMod(near, grid.slots);
            double seen = grid.mean[day][wrapped];
            if (!Double.isNaN(seen)) {
                insert(seen, weight[day] * grid.weight[day][wrapped]);
            }
        }
    }

    private void insert(double seen, double counts) {
        int at = size++;
        while (at > 0 && value[at - 1] > seen) {
            value[at] = value[at - 1];
            share[at] = share[at - 1];
            at--;
        }
        value[at] = seen;
        share[at] = counts;
        total += counts;
    }

    private double median() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += share[i];
            if (sum > total / 2) {
                return value[i];
            }
            if (sum == total / 2) {
                return (value[i] + value[Math.min(i + 1, size - 1)]) / 2;
            }
        }
        return size == 0 ? Double.NaN : value[size - 1];
    }

    private static void bridge(double[] profile) {
        int n = profile.length;
        double[] seen = Arrays.copyOf(profile, n);
        if (Arrays.stream(seen).allMatch(Double::isNaN)) {
            return;
        }
        for (int slot = 0; slot < n; slot++) {
            if (!Double.isNaN(seen[slot])) {
                continue;
            }
            int back = 1;
            while (Double.isNaN(seen[Math.floorMod(slot - back, n)])) {
                back++;
            }
            int ahead = 1;
            while (Double.isNaN(seen[(slot + ahead) % n])) {
                ahead++;
            }
            double from = seen[Math.floorMod(slot - back, n)];
            double to = seen[(slot + ahead) % n];
            profile[slot] = from + (to - from) * back / (back + ahead);
        }
    }
}
