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
    /** Days before the body is believed. */
    private static final double LEAST_EXPOSURE = 2;

    private static final double LEAST_EXPONENT = 0.05;
    private static final long MEMORY = (long) BUDGET_DAYS * Micros.DAY;

    private final double least;
    private final double share;
    private final double bodyLow;
    private final double bodyHigh;
    private long bodyAt = Long.MIN_VALUE / 2;
    private double bodyPeak;
    private double low;
    private double high;
    private double exposure;
    private long[] time = new long[16];
    private float[] evidence = new float[16];
    private byte[] sign = new byte[16];
    private int size;

    Peaks(Tuning tuning) {
        least = tuning.peakFloor();
        share = tuning.budgetShare();
        bodyLow = tuning.bodyLow();
        bodyHigh = tuning.bodyHigh();
    }

    /** @param gap peaks closer than this are one */
    void add(long at, double value, int side, long gap) {
        body(at, value, gap);
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

    /**
     * The evidence from which on a point alerts.
     *
     * @param watched since when the series is scored
     * @param floor no threshold is lower
     */
    double threshold(long now, long watched, double budget, Calibration calibration, double floor) {
        forget(now - MEMORY);
        double[] counted = new double[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (!isTrue(time[i], calibration)) {
                counted[n++] = evidence[i];
            }
        }
        Arrays.sort(counted, 0, n);
        double days = Math.min(BUDGET_DAYS, (double) (now - watched) / Micros.DAY);
        int rank = (int) Math.max(1, Math.round(share * budget * days / BUDGET_DAYS));
        double ranked = rank > n ? floor : counted[n - rank];
        return Math.max(floor, Math.min(ranked, foretold(budget)));
    }

    /** A midnight passes: the body of the peaks forgets. */
    void nextDay(long days) {
        double kept = Math.exp(-days / BUDGET_DAYS);
        low *= kept;
        high *= kept;
        exposure = (exposure + days) * kept;
    }

    /** Counts the clusters' peaks of the body when their cluster is over. */
    private void body(long at, double value, long gap) {
        if (value < bodyLow) {
            return;
        }
        if (at - bodyAt > gap) {
            if (bodyPeak >= bodyLow) {
                low++;
                high += bodyPeak >= bodyHigh ? 1 : 0;
            }
            bodyPeak = 0;
        }
        if (value > bodyPeak) {
            bodyPeak = value;
            bodyAt = at;
        }
    }

    /**
     * The evidence that noise exceeds as often as the budget allows, if its high peaks go on as the many small ones fall off (a
     * power law). Ranking alone would take a series' many true anomalies for noise.
     */
    private double foretold(double budget) {
        if (exposure < LEAST_EXPOSURE) {
            return Double.POSITIVE_INFINITY;
        }
        double exponent = Math.max(LEAST_EXPONENT, Math.log((low + 1) / (high + 0.5)) / Math.log(bodyHigh / bodyLow));
        double allowed = share * budget / BUDGET_DAYS * exposure;
        return bodyHigh * Math.pow((high + 0.5) / allowed, 1 / exponent);
    }

    void clear() {
        size = 0;
        low = 0;
        high = 0;
        exposure = 0;
        bodyPeak = 0;
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
        out.put(bodyAt).put(bodyPeak).put(low).put(high).put(exposure);
        out.put(size);
        for (int i = 0; i < size; i++) {
            // Event times are microseconds from 1970 to 2200: the sign of the number is free for the side.
            out.put(sign[i] < 0 ? ~time[i] : time[i]).put(evidence[i]);
        }
    }

    void read(StateReader in) {
        bodyAt = in.getLong();
        bodyPeak = in.getDouble();
        low = in.getDouble();
        high = in.getDouble();
        exposure = in.getDouble();
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
