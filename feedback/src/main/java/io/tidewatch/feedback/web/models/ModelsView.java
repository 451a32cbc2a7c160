// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.models;

import io.tidewatch.feedback.web.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of all KPIs.
 *
 * @param sentence how the night's training stands
 * @param running null while nothing trains
 */
public record ModelsView(
        Frame frame, String sentence, @Nullable Progress running, List<Line> lines, boolean mayEdit) {
    /**
     * Of all trainings that go on.
     *
     * @param percent done, 0 to 100
     * @param says how many series, how fast and for how long still
     */
    public record Progress(int percent, String says) {}

    /**
     * One KPI.
     *
     * @param bad whether its last run failed
     */
    public record Line(
            String kpi, String href, String serves, String trainedTo, String series, String last, boolean bad) {}
}
