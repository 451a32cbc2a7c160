// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.detection.FlatRuns;
import io.tidewatch.core.detection.Tuning;

/** Evidence that a value stays equal for longer than it is used to; a pulse, or one stuck sensor would fill days. */
final class FlatLine {
    private final double level;
    private final int pulse;

    private double last = Double.NaN;
    private int run;
    private int above;

    FlatLine(Tuning tuning) {
        level = tuning.flatLevel();
        pulse = (int) tuning.flatPulse();
    }

    double update(double value, float[] table) {
        if (value == last) {
            run = Math.min(run + 1, Integer.MAX_VALUE - 1);
        } else {
            last = value;
            run = 1;
        }
        double evidence = FlatRuns.evidence(table, run);
        above = evidence >= level ? Math.min(above + 1, pulse + 1) : 0;
        return above > pulse ? 0 : evidence;
    }

    int run() {
        return run;
    }

    void write(StateWriter out) {
        out.put(last).put(run).put(above);
    }

    void read(StateReader in) {
        last = in.getDouble();
        run = in.getInt();
        above = in.getInt();
    }
}
