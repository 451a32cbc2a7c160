// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidewatch.core.verdict.KpiVerdict;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.List;
import java.util.Locale;

/** What the verdicts say about an alert of a replay. */
enum Label {
    TRUE,
    FALSE,
    /** Explained by an event or a new normal. */
    EXPECTED,
    UNLABELLED;

    @JsonValue
    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the verdicts on the series whose range the episode touches; true before false before expected. */
    static Label of(TimeRange episode, List<KpiVerdict> onSeries) {
        Label label = UNLABELLED;
        for (KpiVerdict verdict : onSeries) {
            if (touches(episode, verdict.episode().range())) {
                Label says = of(verdict.episode().kind());
                label = says.compareTo(label) < 0 ? says : label;
            }
        }
        return label;
    }

    static boolean touches(TimeRange one, TimeRange other) {
        return one.from() <= other.to() && other.from() <= one.to();
    }

    private static Label of(VerdictKind kind) {
        return switch (kind) {
            case TRUE_ANOMALY, MISSED_ANOMALY -> TRUE;
            case FALSE_ALARM -> FALSE;
            case EXPECTED, NEW_NORMAL -> EXPECTED;
        };
    }
}
