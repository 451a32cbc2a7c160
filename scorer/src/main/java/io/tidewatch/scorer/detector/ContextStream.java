// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.detection.Tuning;
import java.util.Arrays;

/** One smoothed residual, in units of its own noise, with its record over 21 days in blocks of three. */
final class ContextStream {
    private static final int BLOCKS = 7;

    private final double weight;
    private final double noiseRate;
    private final double clip;
    private final float[] records = new float[BLOCKS];
    private double smooth;
    private double noise;
    private long count;
    private double strength;

    /** @param span points to smooth over; 1 for none */
    ContextStream(int span, Tuning tuning) {
        weight = 2.0 / (span + 1);
        noiseRate = tuning.noiseRate();
        clip = tuning.clip();
    }

    /** @return how many noise scales the smoothed residual lies from 0 */
    double update(double residual, double tiny) {
        count++;
        smooth += weight * (residual - smooth);
        double size = Math.abs(smooth);
        double sigma = RunningLevel.TO_SIGMA * Math.max(noise, tiny);
        noise += Math.max(noiseRate, 1.0 / count)
                * (Math.min(size, clip * Math.max(sigma, count < 100 ? size : 0)) - noise);
        strength = size / sigma;
        return strength;
    }

    double record() {
        float highest = 0;
        for (float record : records) {
            highest = Math.max(highest, record);
        }
        return highest;
    }

    void remember() {
        records[0] = Math.max(records[0], (float) strength);
    }

    void nextBlock() {
        System.arraycopy(records, 0, records, 1, BLOCKS - 1);
        records[0] = 0;
    }

    void clear() {
        Arrays.fill(records, 0);
        smooth = 0;
        noise = 0;
        count = 0;
    }

    void write(StateWriter out) {
        out.put(records).put(smooth).put(noise).put(count).put(strength);
    }

    void read(StateReader in) {
        in.get(records);
        smooth = in.getDouble();
        noise = in.getDouble();
        count = in.getLong();
        strength = in.getDouble();
    }
}
