// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;

/**
 * The notable layer: is the level, its 6-point average, the volatility or the daily residual beyond anything remembered? Each of
 * the four streams keeps a range that shrinks slowly towards its mean.
 */
final class Extremes {
    private static final Notable.Stream[] WATCHED = Notable.Stream.values();
    private static final int STREAMS = WATCHED.length;
    private static final int KEPT_FROM = 50;
    private static final int EVENTS_FROM = 100;
    private static final int SETTLED = 30;
    private static final int AVERAGED = 6;
    private static final double REFERENCE_STEP = 300.0 * Micros.SECOND;

    private final double theta;
    private final double fatigue;
    private final double decay;
    private final double rest;
    private final double memory;
    private final long eventsFrom;
    private final long pagingFrom;

    private final double[] highest = new double[STREAMS];
    private final double[] lowest = new double[STREAMS];
    private final double[] mean = new double[STREAMS];
    private final double[] now = new double[STREAMS];
    private double last;
    private double average;
    private double meanChange;
    private double change16;
    private double residual32;
    private double tired;
    private long count;
    private long sinceEvent;
    private double margin;
    private int furthest;
    private int sign = 1;

    /** @param step microseconds; below five minutes the constants stretch, so that they mean the same time */
    Extremes(long step, Tuning tuning) {
        double stretch = Math.max(1, REFERENCE_STEP / step);
        theta = tuning.extremeTheta();
        fatigue = tuning.extremeFatigue();
        decay = tuning.extremeDecay() / stretch;
        rest = tuning.extremeRest() * stretch;
        memory = tuning.extremeMemory() * stretch;
        sinceEvent = (long) rest + 1;
        eventsFrom = (long) (EVENTS_FROM * stretch);
        pagingFrom = Math.max(eventsFrom, Micros.DAY / step);
    }

    /**
     * Takes the next point.
     *
     * @param residual value less the mean of its half hour; 0 where there is none
     * @return the margin by which it is a notable event, corrected for recent ones; 0 where it is none
     */
    double update(double value, double residual) {
        streams(value, residual);
        margin = 0;
        for (int i = 0; i < STREAMS; i++) {
            remember(i, now[i]);
        }
        count++;
        sinceEvent++;
        tired *= 1 - 1 / memory;
        double needed = theta * (1 + fatigue * tired);
        if (count <= eventsFrom || margin < needed || sinceEvent <= rest) {
            return 0;
        }
        double corrected = margin / (1 + fatigue * tired);
        tired++;
        sinceEvent = 0;
        return corrected;
    }

    /** The last point's margin beyond the remembered range, as a share of it. */
    double margin() {
        return count <= eventsFrom ? 0 : margin;
    }

    /** As {@link #margin}, of a series that was seen for a whole day: what part of a day holds is no range to go by. */
    double pagingMargin() {
        return count <= pagingFrom ? 0 : margin;
    }

    /** Which stream lies furthest beyond its range; meaningful where {@link #update} gave a margin. */
    Notable.Stream stream() {
        return WATCHED[furthest];
    }

    /** 1 where that is above the range, -1 below. */
    int sign() {
        return sign;
    }

    private void streams(double value, double residual) {
        double jump = count == 0 ? 0 : Math.abs(value - last);
        last = value;
        average = count == 0 ? value : average + Math.max(1.0 / AVERAGED, 1.0 / (count + 1)) * (value - average);
        double clipped = count > SETTLED ? Math.min(jump, 8 * meanChange) : jump;
        meanChange += (clipped - meanChange) / Math.min(count + 1, 2000);
        change16 += (clipped - change16) / 16;
        residual32 += (residual - residual32) / 32;
        now[0] = value;
        now[1] = average;
        now[2] = Math.log(change16 + 0.05 * meanChange + 1e-12);
        now[3] = residual32;
    }

    private void remember(int i, double y) {
        if (count < KEPT_FROM) {
            mean[i] += (y - mean[i]) / (count + 1);
            return;
        }
        if (count == KEPT_FROM) {
            highest[i] = y;
            lowest[i] = y;
            // Not the mean of the points before: with that NAB's scores are 0.05 to 0.1 lower.
            mean[i] = y;
            return;
        }
        double range = highest[i] - lowest[i] + 1e-9 * (1 + Math.abs(y));
        double beyond = Math.max(0, Math.max(y - highest[i], lowest[i] - y)) / range;
        if (beyond > margin) {
            margin = beyond;
            furthest = i;
            sign = y > highest[i] ? 1 : -1;
        }
        highest[i] -= decay * (highest[i] - mean[i]);
        lowest[i] += decay * (mean[i] - lowest[i]);
        highest[i] = Math.max(highest[i], y);
        lowest[i] = Math.min(lowest[i], y);
        mean[i] += (y - mean[i]) / Math.min(count, memory);
    }

    void write(StateWriter out) {
        for (int i = 0; i < STREAMS; i++) {
            out.put(highest[i]).put(lowest[i]).put(mean[i]);
        }
        out.put(last).put(average).put(meanChange).put(change16).put(residual32);
        out.put(tired).put(count).put(sinceEvent);
    }

    void read(StateReader in) {
        for (int i = 0; i < STREAMS; i++) {
            highest[i] = in.getDouble();
            lowest[i] = in.getDouble();
            mean[i] = in.getDouble();
        }
        last = in.getDouble();
        average = in.getDouble();
        meanChange = in.getDouble();
        change16 = in.getDouble();
        residual32 = in.getDouble();
        tired = in.getDouble();
        count = in.getLong();
        sinceEvent = in.getLong();
    }
}
