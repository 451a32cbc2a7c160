// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import java.util.ArrayList;
import java.util.List;

/** Runs of labelled rows. */
final class Segments {
    /** From one row up to, and not including, another. */
    record Segment(int from, int to) {}

    private Segments() {}

    static List<Segment> of(boolean[] labels, int from, int to) {
        List<Segment> segments = new ArrayList<>();
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean inside = i < to && labels[i];
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                segments.add(new Segment(start, i));
                start = -1;
            }
        }
        return segments;
    }
}
