// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.detectors;

import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/**
 * All detectors.
 *
 * @param kpis that a new one may be made for
 */
public record DetectorsView(Frame frame, List<Line> lines, List<String> kpis, boolean mayEdit) {
    /**
     * One detector.
     *
     * @param kind in words
     * @param says what it watches for
     */
    public record Line(
            String id,
            String href,
            String kpi,
            String kpiHref,
            String name,
            String kind,
            String says,
            boolean enabled,
            long version) {}
}
