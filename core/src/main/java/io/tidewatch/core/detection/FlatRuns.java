// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.detection;

/** Evidence of a flat line from a table of how long runs of equal values usually are. */
public final class FlatRuns {
    private FlatRuns() {}

    /**
     * {@code -log10 P(run >= length)}; beyond the table it grows by the ratio of its last two entries.
     *
     * @param table {@code table[r]} is the probability of a run of at least r + 1 equal values; may be empty
     * @param length of the run so far, from 1
     */
    public static double evidence(float[] table, int length) {
        int last = table.length - 1;
        if (last < 1 || length <= 1) {
            return 0;
        }
        if (length - 1 <= last) {
            return -Math.log10(table[length - 1]);
        }
        double ratio = Math.log10(table[last]) - Math.log10(table[last - 1]);
        return -Math.log10(table[last]) - ratio * (length - 1 - last);
    }
}
