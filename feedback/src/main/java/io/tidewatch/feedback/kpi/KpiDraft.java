// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** All that can be set about a KPI and its adaptive detector; see {@link Kpi} and {@link Detector.Adaptive}. */
public record KpiDraft(
        String unit,
        String description,
        String owner,
        ZoneId zone,
        Optional<Duration> step,
        KpiKind kind,
        Optional<String> denominator,
        Direction direction,
        Duration lateLimit,
        boolean keepScores,
        boolean watched,
        double budget,
        double minAbsoluteDeviation,
        double minRelativeDeviation) {

    /** Every default. */
    public static KpiDraft defaults() {
        return of(new KpiSettings(Kpi.named("defaults"), Detector.Adaptive.defaultFor("defaults")));
    }

    /** Every default, without a watch. */
    static KpiDraft notWatched() {
        KpiDraft by = defaults();
        return new KpiDraft(
                by.unit,
                by.description,
                by.owner,
                by.zone,
                by.step,
                by.kind,
                by.denominator,
                by.direction,
                by.lateLimit,
                by.keepScores,
                false,
                by.budget,
                by.minAbsoluteDeviation,
                by.minRelativeDeviation);
    }

    /** What is set now, to be changed in part. */
    public static KpiDraft of(KpiSettings settings) {
        Kpi kpi = settings.kpi();
        Detector.Adaptive detector = settings.detector();
        return new KpiDraft(
                kpi.unit(),
                kpi.description(),
                kpi.owner(),
                kpi.zone(),
                kpi.step(),
                kpi.kind(),
                kpi.denominator(),
                kpi.direction(),
                kpi.lateLimit(),
                kpi.keepScores(),
                detector.enabled(),
                detector.budget(),
                detector.minAbsoluteDeviation(),
                detector.minRelativeDeviation());
    }

    /** @throws IllegalArgumentException naming the value and the limit */
    Kpi kpi(String name, long version) {
        return new Kpi(
                name,
                version,
                unit,
                description,
                owner,
                zone,
                step,
                kind,
                denominator,
                direction,
                lateLimit,
                keepScores);
    }

    /**
     * With the conditions that the draft doesn't speak of as they were.
     *
     * @throws IllegalArgumentException naming the value and the limit
     */
    Detector.Adaptive detector(String kpi, long version, Conditions before) {
        return new Detector.Adaptive(
                Detector.defaultId(kpi),
                kpi,
                version,
                watched,
                budget,
                before.withDeviations(minAbsoluteDeviation, minRelativeDeviation));
    }
}
