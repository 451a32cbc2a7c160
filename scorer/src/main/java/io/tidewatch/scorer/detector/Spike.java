// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.detection.Tuning;

/** Y of the method: a spike counts, two points in a row count more. */
final class Spike {
    private final double alone;
    private double before;
    private double previous;

    Spike(Tuning tuning) {
        alone = tuning.spikeAlone();
    }

    double update(RunningLevel fast, RunningLevel slow) {
        double now = (Math.abs(fast.z()) + Math.abs(slow.z())) / 2;
        double y = alone * now + (1 - alone) * Math.min(now, before);
        previous = before;
        before = now;
        return y;
    }

    /** The mean absolute z of the point before the last. */
    double previous() {
        return previous;
    }

    void write(StateWriter out) {
        out.put(before);
    }

    void read(StateReader in) {
        before = in.getDouble();
    }
}
