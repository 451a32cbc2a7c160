// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import java.util.Arrays;

/**
 * The highest evidence of each cluster of the last 28 days, uncalibrated, and the threshold that spends a false-alert budget on
 * them. Peaks labelled true don't count against the budget.
 */
final class Peaks {
    private static final int MOST = 512;
    private static final double BUDGET_DAYS = 28;
    private static final long MEMORY = (long) BUDGET_DAYS * Micros.DAY;

    private final double floor;
    private final double least;
    private final double share;
    private long[] time = new long[16];
    private float[] evidence = new float[16];
    private byte[] sign = new byte[16];
    private int size;

    Peaks(Tuning tuning) {
        floor = tuning.thresholdFloor();
        least = tuning.peakFloor();
        share = tuning.budgetShare();
    }

    /** @param gap peaks closer than this are one */
    void add(long at, double value, int side, long gap) {
        if (value < least) {
            return;
        }
        if (size > 0 && at - time[size - 1] <= gap) {
            if (value > evidence[size - 1]) {
                set(size - 1, at, value, side);
            }
            return;
        }
        if (size == MOST) {
            drop(lowest());
        }
        if (size == time.length) {
            grow();
        }
        set(size++, at, value, side);
    }

    /** @param budget alerts in 28 days */
    static long gap(double budget) {
        double perWeek = budget / 4;
        return (long) (Math.clamp(168 / (8 * perWeek), 0.5, 12) * Micros.HOUR);
    }

    /**
     * The evidence, as the calibration sees it, from which on a point alerts.
     *
     * @param watched since when the series is scored
     */
    double threshold(long now, long watched, double budget, Calibration calibration) {
        forget(now - MEMORY);
        double[] counted = new double[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (!isTrue(time[i], calibration)) {
                counted[n++] = calibration.calibrated(evidence[i], sign[i]);
            }
        }
        Arrays.sort(counted, 0, n);
        double days = Math.min(BUDGET_DAYS, (double) (now - watched) / Micros.DAY);
        int rank = (int) Math.max(1, Math.round(share * budget * days / BUDGET_DAYS));
        return rank > n ? floor : Math.max(floor, counted[n - rank]);
    }

    void clear() {
        size = 0;
    }

    private static boolean isTrue(long at, Calibration calibration) {
        for (int i = 0; i < calibration.trueRanges().size(); i++) {
            if (calibration.trueRanges().get(i).contains(at)) {
                return true;
            }
        }
        return false;
    }

    private void forget(long before) {
        int gone = 0;
        while (gone < size && time[gone] < before) {
            gone++;
        }
        size -= gone;
        System.arraycopy(time, gone, time, 0, size);
        System.arraycopy(evidence, gone, evidence, 0, size);
        System.arraycopy(sign, gone, sign, 0, size);
    }

    private int lowest() {
        int least1 = 0;
        for (int i = 1; i < size; i++) {
            if (evidence[i] < evidence[least1]) {
                least1 = i;
            }
        }
        return least1;
    }

    private void drop(int index) {
        int after = size - index - 1;
        System.arraycopy(time, index + 1, time, index, after);
        System.arraycopy(evidence, index + 1, evidence, index, after);
        System.arraycopy(sign, index + 1, sign, index, after);
        size--;
    }

    private void grow() {
        time = Arrays.copyOf(time, 2 * size);
        evidence = Arrays.copyOf(evidence, 2 * size);
        sign = Arrays.copyOf(sign, 2 * size);
    }

    private void set(int index, long at, double value, int side) {
        time[index] = at;
        evidence[index] = (float) value;
        sign[index] = (byte) side;
    }

    void write(StateWriter out) {
        out.put(size);
        for (int i = 0; i < size; i++) {
            // Event times are microseconds from 1970 to 2200: the sign of the number is free for the side.
            out.put(sign[i] < 0 ? ~time[i] : time[i]).put(evidence[i]);
        }
    }

    void read(StateReader in) {
        size = in.getInt();
        int room = Math.max(16, Integer.highestOneBit(Math.max(1, size)) * 2);
        time = new long[room];
        evidence = new float[room];
        sign = new byte[room];
        for (int i = 0; i < size; i++) {
            long packed = in.getLong();
            set(i, packed < 0 ? ~packed : packed, in.getFloat(), packed < 0 ? -1 : 1);
        }
    }
}
