// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Milliseconds, and how they spread. */
final class Quantiles {
    private final List<Double> seen = new ArrayList<>();

    void add(double millis) {
        seen.add(millis);
    }

    /** The least value that so many per cent don't exceed. */
    double at(int percent) {
        List<Double> sorted = new ArrayList<>(seen);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, Math.ceilDiv(percent * sorted.size(), 100) - 1));
    }

    String row(String what) {
        return String.format(
                Locale.ROOT, "| %s | %d | %.0f ms | %.0f ms | %.0f ms |", what, seen.size(), at(50), at(95), at(100));
    }
}
