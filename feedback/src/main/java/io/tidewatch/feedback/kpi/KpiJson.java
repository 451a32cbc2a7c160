// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.feedback.desk.Slug;
import org.jspecify.annotations.Nullable;

/**
 * A KPI with its detector.
 *
 * @param version hand it back with a change
 * @param step ISO-8601 duration; null where it is learned
 * @param denominator of a ratio: the KPI that counts what the ratio is of; null for none
 * @param lateLimit ISO-8601 duration
 */
public record KpiJson(
        String name,
        long version,
        String unit,
        String description,
        String owner,
        String zone,
        @Nullable String step,
        String kind,
        @Nullable String denominator,
        String direction,
        String lateLimit,
        boolean keepScores,
        DetectorJson detector) {

    /** @param budget false alerts allowed in 28 days, for each series */
    public record DetectorJson(
            String id,
            long version,
            boolean enabled,
            double budget,
            double minAbsoluteDeviation,
            double minRelativeDeviation) {}

    static KpiJson of(KpiSettings settings) {
        Kpi kpi = settings.kpi();
        Detector.Adaptive detector = settings.detector();
        return new KpiJson(
                kpi.name(),
                kpi.version(),
                kpi.unit(),
                kpi.description(),
                kpi.owner(),
                kpi.zone().getId(),
                kpi.step().map(Object::toString).orElse(null),
                Slug.of(kpi.kind()),
                kpi.denominator().orElse(null),
                Slug.of(kpi.direction()),
                kpi.lateLimit().toString(),
                kpi.keepScores(),
                new DetectorJson(
                        detector.id(),
                        detector.version(),
                        detector.enabled(),
                        detector.budget(),
                        detector.minAbsoluteDeviation(),
                        detector.minRelativeDeviation()));
    }
}
