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
     * Fills the profile that the days before {@code days} give.
     *
     * @return whether any slot was seen; unseen ones lie on the line between their seen neighbours
     */
    boolean fill(int days, double[] profile) {
        int reach = Math.min(reach(days), (grid.slots - 1) / 2);
        boolean any = false;
        for (int slot = 0; slot < grid.slots; slot++) {
            profile[slot] = median(slot, reach, days);
            any |= !Double.isNaN(profile[slot]);
        }
        if (any) {
            bridge(profile);
        }
        return any;
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

    private double median(int slot, int reach, int days) {
        int n = 0;
        double total = 0;
        for (int near = slot - reach; near <= slot + reach; near++) {
            int wrapped = Math.floorMod(near, grid.slots);
            for (int day = 0; day < days; day++) {
                double seen = grid.mean[day][wrapped];
                if (!Double.isNaN(seen)) {
                    double counts = weight[day] * grid.weight[day][wrapped];
                    insert(n++, seen, counts);
                    total += counts;
                }
            }
        }
        if (n == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += share[i];
            if (sum > total / 2) {
                return value[i];
            }
            if (sum == total / 2) {
                return (value[i] + value[Math.min(i + 1, n - 1)]) / 2;
            }
        }
        return value[n - 1];
    }

    private void insert(int n, double seen, double seenWeight) {
        int at = n;
        while (at > 0 && value[at - 1] > seen) {
            value[at] = value[at - 1];
            share[at] = share[at - 1];
            at--;
        }
        value[at] = seen;
        share[at] = seenWeight;
    }

    private static void bridge(double[] profile) {
        int n = profile.length;
        double[] seen = Arrays.copyOf(profile, n);
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
