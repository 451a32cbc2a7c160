// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import java.util.List;

/**
 * While one alert is open, another says nothing new: the database is down, so nobody need hear of each service behind it.
 *
 * @param cause the alerts that explain others
 * @param effect those that are explained
 * @param equal labels on which the two must agree; one that both lack counts as agreeing
 */
public record Inhibition(AlertMatcher cause, AlertMatcher effect, List<String> equal) {
    public static final int MAX_RULES = 20;

    public Inhibition {
        equal = List.copyOf(equal);
        if (cause.isEmpty() || effect.isEmpty()) {
            throw new IllegalArgumentException(
                    "an inhibition names KPIs, labels or severities of both \"cause\" and \"effect\"");
        }
        if (equal.size() > 20) {
            throw new IllegalArgumentException("an inhibition compares at most 20 labels, not " + equal.size());
        }
    }

    /** Whether an open alert on {@code open} keeps one on {@code other} quiet. An alert never silences its own series. */
    public boolean holds(SeriesKey open, Severity openSeverity, SeriesKey other, Severity severity) {
        return !open.equals(other)
                && cause.matches(open, openSeverity)
                && effect.matches(other, severity)
                && equal.stream()
                        .allMatch(label ->
                                open.labels().get(label).equals(other.labels().get(label)));
    }
}
