// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.feedback.web.chart.Sparkline;
import io.tidewatch.feedback.web.format.Units;
import java.time.Duration;
import java.time.Instant;

/** One invented alert: everything that the list and the page say of it. */
record Story(
        String id,
        String group,
        String severity,
        String kpi,
        String labels,
        Units units,
        Tide tide,
        Instant from,
        Instant to,
        String aside) {
    static final Instant NOW = Instant.parse("2026-11-17T13:30:00Z");

    static Story of(
            int number,
            String group,
            String severity,
            String series,
            String unit,
            Tide tide,
            int minutesAgo,
            int lasted,
            String aside) {
        int brace = series.indexOf('{');
        Instant from = NOW.minus(Duration.ofMinutes(minutesAgo));
        KpiKind kind = unit.equals("%") ? KpiKind.RATIO : KpiKind.GAUGE;
        return new Story(
                "%032x".formatted(0xa1e47L * number),
                group,
                severity,
                brace < 0 ? series : series.substring(0, brace),
                brace < 0 ? "" : series.substring(brace),
                new Units(unit, kind),
                tide,
                from,
                lasted == 0 ? NOW : from.plus(Duration.ofMinutes(lasted)),
                aside);
    }

    /** 0 outside the episode, 1 at its height. */
    double inside(long seconds) {
        long a = from.getEpochSecond();
        long b = to.getEpochSecond();
        if (seconds < a || seconds > b) {
            return 0;
        }
        return Math.min(1, (seconds - a + 300) / 1500.0);
    }

    double value(long seconds) {
        return tide.value(seconds, inside(seconds));
    }

    String shortFinding() {
        long at = Math.min(to.getEpochSecond(), from.getEpochSecond() + 1800);
        double middle = tide.expected(at);
        return units.shortFinding(value(at), Math.max(0, middle - tide.half()), middle + tide.half());
    }

    String finding() {
        long at = Math.min(to.getEpochSecond(), from.getEpochSecond() + 1800);
        double middle = tide.expected(at);
        return units.finding(value(at), Math.max(0, middle - tide.half()), middle + tide.half());
    }

    Sparkline spark() {
        int n = 60;
        double[] values = new double[n];
        double[] lower = new double[n];
        double[] upper = new double[n];
        int a = n;
        int b = 0;
        for (int i = 0; i < n; i++) {
            long at = NOW.getEpochSecond() - (n - 1 - i) * 1440L;
            values[i] = kpi.equals("signups") && i > 28 && i < 32 ? Double.NaN : value(at);
            lower[i] = Math.max(0, tide.expected(at) - tide.half());
            upper[i] = tide.expected(at) + tide.half();
            if (inside(at) > 0 || at >= from.getEpochSecond() && at - 1440 < to.getEpochSecond()) {
                a = Math.min(a, i);
                b = i + 1;
            }
        }
        return Sparkline.of(values, lower, upper, a, b);
    }
}
