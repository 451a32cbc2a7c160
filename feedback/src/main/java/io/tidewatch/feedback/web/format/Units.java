// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.format;

import io.tidewatch.core.kpi.KpiKind;

/** A KPI's values with their unit. */
public record Units(String unit, KpiKind kind) {
    private static final int SHORT = 4;

    /** The number alone: counts keep every digit. */
    public String number(double value) {
        return kind == KpiKind.COUNT && Math.abs(value) >= 100 ? Numbers.count(value) : Numbers.value(value);
    }

    public String with(double value) {
        return unit.isEmpty() || !Double.isFinite(value) ? number(value) : number(value) + " " + unit;
    }

    /** "118 to 164", with the unit after it where that is short ("240 to 410 ms"). */
    public String range(double lower, double upper) {
        String first = kind == KpiKind.COUNT ? number(lower) : Numbers.like(lower, upper);
        String range = first + " to " + number(upper);
        return isShort() ? range + " " + unit : range;
    }

    /** The finding in one line: "41 signups per 10 min, expected 118 to 164"; without bounds only the value. */
    public String finding(double actual, double lower, double upper) {
        if (!Double.isFinite(lower) || !Double.isFinite(upper)) {
            return with(actual);
        }
        return with(actual) + ", expected " + range(lower, upper);
    }

    /** As {@link #finding}, without the noun that the KPI's name says already: "41 per 10 min, expected 118 to 164". */
    public String shortFinding(double actual, double lower, double upper) {
        int per = unit.indexOf("per ");
        return per > 0
                ? new Units(unit.substring(per), kind).finding(actual, lower, upper)
                : finding(actual, lower, upper);
    }

    private boolean isShort() {
        return !unit.isEmpty() && unit.length() <= SHORT;
    }
}
