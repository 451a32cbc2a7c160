// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.point;

import io.tidewatch.core.time.Micros;
import java.util.Arrays;

/** The step of a series whose settings name none. */
public final class Steps {
    /** The points that decide. */
    public static final int SAMPLE = 60;

    /** Where no two of the sample differ in time. */
    public static final long FALLBACK = Micros.MINUTE;

    private Steps() {}

    /**
     * The median of the positive gaps between the first {@link #SAMPLE} points, the upper of the two middle ones.
     *
     * @param timeMicros event times in order of arrival
     * @param count how many of them are filled
     * @return microseconds, at least 1
     */
    public static long infer(long[] timeMicros, int count) {
        int n = Math.min(count, SAMPLE);
        long[] gaps = new long[Math.max(0, n - 1)];
        int kept = 0;
        for (int i = 1; i < n; i++) {
            long gap = timeMicros[i] - timeMicros[i - 1];
            if (gap > 0) {
                gaps[kept++] = gap;
            }
        }
        if (kept == 0) {
            return FALLBACK;
        }
        Arrays.sort(gaps, 0, kept);
        return gaps[kept / 2];
    }
}
