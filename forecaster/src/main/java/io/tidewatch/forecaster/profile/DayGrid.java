// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.time.WallClock;
import io.tidewatch.core.verdict.TimeRange;
import java.util.Arrays;

/** The points of a history with their local day, slot and half hour; and the weighted mean of each slot of each day. */
final class DayGrid {
    final int days;
    final int slots;
    /** Positions in the history's arrays of the points used, with masked ones left out. */
    final int[] index;

    final int[] day;
    final int[] slot;
    final byte[] halfHour;
    final int size;
    /** By day, the oldest first, and slot; not a number where nothing was seen. */
    final double[][] mean;

    /** What a point of the slot weighs on average; 0 where nothing that counts was seen. */
    final double[][] weight;

    private DayGrid(
            int days,
            int slots,
            int[] index,
            int[] day,
            int[] slot,
            byte[] halfHour,
            int size,
            double[][] mean,
            double[][] weight) {
        this.days = days;
        this.slots = slots;
        this.index = index;
        this.day = day;
        this.slot = slot;
        this.halfHour = halfHour;
        this.size = size;
        this.mean = mean;
        this.weight = weight;
    }

    static DayGrid of(History history, int mostDays) {
        WallClock clock = new WallClock(history.zone());
        long lastDay = clock.day(history.trainedTo() - 1);
        long[] times = history.times();
        int first = history.from();
        while (first < history.to() && clock.day(times[first]) <= lastDay - mostDays) {
            first++;
        }
        int room = history.to() - first;
        long firstDay = room == 0 ? lastDay : clock.day(times[first]);
        int days = (int) Math.max(1, lastDay - firstDay + 1);
        int slots = WallClock.slots(history.stepMicros());
        int[] index = new int[room];
        int[] day = new int[room];
        int[] slot = new int[room];
        byte[] halfHour = new byte[room];
        double[][] sum = new double[days][slots];
        double[][] weight = new double[days][slots];
        int[][] count = new int[days][slots];
        int size = 0;
        for (int i = first; i < history.to(); i++) {
            if (times[i] >= history.trainedTo() || isMasked(history, times[i])) {
                continue;
            }
            int d = (int) (clock.day(times[i]) - firstDay);
            int s = clock.slot(times[i], history.stepMicros());
            index[size] = i;
            day[size] = d;
            slot[size] = s;
            halfHour[size++] = (byte) clock.halfHour(times[i]);
            double w = history.weights().of(i);
            sum[d][s] += w * history.values()[i];
            weight[d][s] += w;
            count[d][s]++;
        }
        for (int d = 0; d < days; d++) {
            for (int s = 0; s < slots; s++) {
                sum[d][s] = weight[d][s] == 0 ? Double.NaN : sum[d][s] / weight[d][s];
                weight[d][s] /= Math.max(1, count[d][s]);
            }
        }
        return new DayGrid(
                days,
                slots,
                Arrays.copyOf(index, size),
                Arrays.copyOf(day, size),
                Arrays.copyOf(slot, size),
                Arrays.copyOf(halfHour, size),
                size,
                sum,
                weight);
    }

    private static boolean isMasked(History history, long time) {
        for (TimeRange mask : history.masks()) {
            if (mask.contains(time)) {
                return true;
            }
        }
        return false;
    }
}
