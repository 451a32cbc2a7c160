// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

/** How a KPI is watched. */
public sealed interface Detector {
    /** Unique; the adaptive detector that every KPI has from the start is {@link #defaultId}. */
    String id();

    String kpi();

    /** 1 at creation, one more at each change. */
    long version();

    boolean enabled();

    static String defaultId(String kpi) {
        return kpi + "/adaptive";
    }

    /**
     * Learns the series' seasons and noise and spends a false-alert budget.
     *
     * @param budget false alerts allowed in 28 days for each series, 0.1 to 10,000
     * @param minAbsoluteDeviation smallest deviation from the expected value that may alert, in the KPI's unit
     * @param minRelativeDeviation the same as a share of the expected value; 0.1 is a tenth
     */
    record Adaptive(
            String id,
            String kpi,
            long version,
            boolean enabled,
            double budget,
            double minAbsoluteDeviation,
            double minRelativeDeviation)
            implements Detector {
        public static final double DEFAULT_BUDGET = 28;

        public Adaptive {
            if (!(budget >= 0.1 && budget <= 10_000)) {
                throw new IllegalArgumentException("budget must be 0.1 to 10000 alerts in 28 days, not " + budget);
            }
            if (!(minAbsoluteDeviation >= 0) || !(minRelativeDeviation >= 0)) {
                throw new IllegalArgumentException("minimum deviations must be 0 or more, not " + minAbsoluteDeviation
                        + " and " + minRelativeDeviation);
            }
        }

        public static Adaptive defaultFor(String kpi) {
            return new Adaptive(defaultId(kpi), kpi, 1, true, DEFAULT_BUDGET, 0, 0);
        }
    }
}
