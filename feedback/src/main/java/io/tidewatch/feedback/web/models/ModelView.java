// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.models;

import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/**
 * The models of one KPI.
 *
 * @param sentence what serves, and how the newest other one compares
 * @param metrics the names of the columns
 * @param mayRollBack whether an older version can serve again
 */
public record ModelView(
        Frame frame,
        String kpi,
        String kpiHref,
        String sentence,
        List<String> metrics,
        List<Version> versions,
        List<Run> runs,
        boolean mayEdit,
        boolean mayRollBack) {
    /**
     * One version.
     *
     * @param metrics one figure for each column
     */
    public record Version(
            long number,
            String state,
            boolean champion,
            String trainedTo,
            String series,
            String methods,
            List<String> metrics,
            String digest) {}

    /** One training. */
    public record Run(String when, String exact, String cause, String outcome, boolean bad, String says) {}
}
