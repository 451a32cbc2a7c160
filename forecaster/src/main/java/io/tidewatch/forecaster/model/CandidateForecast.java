// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.forecaster.interval.Conformal;

/**
 * What one candidate expects, and how it did at past origins.
 *
 * @param expected one value a row of the horizon, in the series' unit
 * @param pastError mean absolute error at past origins; not a number where the history is too short for one
 * @param pastScore mean 95 % interval score at past origins, for choosing; in the series' unit
 * @param cpuNanos CPU time of the fit and its past forecasts
 */
@SuppressWarnings("ArrayRecordComponent")
public record CandidateForecast(
        String name, double[] expected, Conformal interval, double pastError, double pastScore, long cpuNanos) {

    /** Where the interval of this level begins at a row of the horizon. */
    public double lower(int step, double level) {
        return expected[step] + interval.lower(level) * interval.scale(step);
    }

    /** Where the interval of this level ends at a row of the horizon. */
    public double upper(int step, double level) {
        return expected[step] + interval.upper(level) * interval.scale(step);
    }
}
