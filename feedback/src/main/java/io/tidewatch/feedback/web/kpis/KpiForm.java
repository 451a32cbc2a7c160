// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A KPI's settings as the form shows them. */
public record KpiForm(
        long version,
        String unit,
        String description,
        String owner,
        String zone,
        String step,
        String kind,
        String denominator,
        String direction,
        boolean watched,
        double budget,
        double minAbsolute,
        double minPercent,
        List<String> zones) {
    public static KpiForm of(Kpi kpi, Detector.Adaptive detector, List<String> zones) {
        return new KpiForm(
                kpi.version(),
                kpi.unit(),
                kpi.description(),
                kpi.owner(),
                kpi.zone().getId(),
                kpi.step().map(Duration::toString).orElse(""),
                kpi.kind().name().toLowerCase(Locale.ROOT),
                kpi.denominator().orElse(""),
                kpi.direction().name().toLowerCase(Locale.ROOT),
                detector.enabled(),
                detector.budget(),
                detector.minAbsoluteDeviation(),
                detector.minRelativeDeviation() * 100,
                zones);
    }

    /** The budget without decimals that say nothing. */
    public String budgetText() {
        return plain(budget);
    }

    public String minAbsoluteText() {
        return plain(minAbsolute);
    }

    public String minPercentText() {
        return plain(minPercent);
    }

    private static String plain(double value) {
        return new java.math.BigDecimal(String.valueOf(value))
                .stripTrailingZeros()
                .toPlainString();
    }
}
