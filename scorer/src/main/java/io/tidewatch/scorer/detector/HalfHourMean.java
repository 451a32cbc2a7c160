// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.time.Micros;
import java.util.Arrays;

/**
 * The running mean of each half hour of the local day: a season of its own for the notable layer, known from the second day on
 * and the same whatever the forecaster does.
 */
final class HalfHourMean {
    private static final int BUCKETS = 48;
    /** A mean of more points than this forgets. */
    private static final int MOST = 255;
    /** Slower series say too little about a time of day. */
    private static final long LONGEST_STEP = 2 * Micros.HOUR;

    private final float[] mean = new float[BUCKETS];
    private final short[] count = new short[BUCKETS];

    /** The value less the mean of its half hour so far; 0 where that is unseen. */
    double residual(double value, int halfHour, long step) {
        if (step > LONGEST_STEP) {
            return 0;
        }
        double residual = count[halfHour] == 0 ? 0 : value - mean[halfHour];
        count[halfHour] = (short) Math.min(count[halfHour] + 1, MOST);
        mean[halfHour] += (float) ((value - mean[halfHour]) / count[halfHour]);
        return residual;
    }

    void clear() {
        Arrays.fill(count, (short) 0);
    }

    void write(StateWriter out) {
        out.put(mean);
        for (short each : count) {
            out.put((byte) each);
        }
    }

    void read(StateReader in) {
        in.get(mean);
        for (int i = 0; i < BUCKETS; i++) {
            count[i] = (short) Byte.toUnsignedInt(in.getByte());
        }
    }
}
