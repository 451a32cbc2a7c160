// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import java.util.Arrays;

/** The highest and lowest value of each of the last 21 days, for "the lowest in 12 days". */
final class DailyRange {
    private static final int DAYS = 21;

    private final float[] highest = new float[DAYS];
    private final float[] lowest = new float[DAYS];
    private int filled;

    DailyRange() {
        open(0);
    }

    void add(double value) {
        highest[0] = Math.max(highest[0], (float) value);
        lowest[0] = Math.min(lowest[0], (float) value);
    }

    /** @param days how many midnights have passed since the last point */
    void next(long days) {
        for (long i = 0; i < Math.min(days, DAYS); i++) {
            System.arraycopy(highest, 0, highest, 1, DAYS - 1);
            System.arraycopy(lowest, 0, lowest, 1, DAYS - 1);
            open(0);
            filled = Math.min(filled + 1, DAYS - 1);
        }
    }

    /** How many whole days back no value was as high (sign 1) or as low (sign -1) as this one. */
    int daysUnequalled(double value, int sign) {
        int day = 1;
        float limit = (float) value;
        while (day <= filled && (sign > 0 ? highest[day] < limit : lowest[day] > limit)) {
            day++;
        }
        return day - 1;
    }

    private void open(int day) {
        highest[day] = Float.NEGATIVE_INFINITY;
        lowest[day] = Float.POSITIVE_INFINITY;
    }

    void clear() {
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        filled = 0;
    }

    void write(StateWriter out) {
        out.put(highest).put(lowest).put(filled);
    }

    void read(StateReader in) {
        in.get(highest);
        in.get(lowest);
        filled = in.getInt();
    }
}
