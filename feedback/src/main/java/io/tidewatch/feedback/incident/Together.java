// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import java.util.Map;
import java.util.TreeSet;

/** Whether two series moved together: Pearson's correlation of how far each stood from what was expected. */
final class Together {
    /** As little in common says nothing. */
    static final int LEAST = 12;

    static final double AT_LEAST = 0.8;

    private Together() {}

    /** To the same side or to opposite ones. Each maps the number of a stretch to a mean deviation. */
    static boolean are(Map<Long, Double> one, Map<Long, Double> other) {
        TreeSet<Long> both = new TreeSet<>(one.keySet());
        both.retainAll(other.keySet());
        if (both.size() < LEAST) {
            return false;
        }
        double n = both.size();
        double sumA = 0;
        double sumB = 0;
        for (long at : both) {
            sumA += one.getOrDefault(at, 0.0);
            sumB += other.getOrDefault(at, 0.0);
        }
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (long at : both) {
            double a = one.getOrDefault(at, 0.0) - sumA / n;
            double b = other.getOrDefault(at, 0.0) - sumB / n;
            aa += a * a;
            bb += b * b;
            ab += a * b;
        }
        return aa > 0 && bb > 0 && Math.abs(ab) / Math.sqrt(aa * bb) >= AT_LEAST;
    }
}
