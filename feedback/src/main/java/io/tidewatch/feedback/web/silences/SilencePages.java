// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.silences;

import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the page of silences together. */
final class SilencePages {
    private final Desk desk;

    SilencePages(Desk desk) {
        this.desk = desk;
    }

    SilencesView view(Here here, @Nullable String kpi, @Nullable String labels) {
        Instant now = desk.workplace().now();
        return new SilencesView(
                here.frame("Silences", Section.SILENCES, desk.alerts().counts().open()),
                desk.silences().notOver().stream().map(each -> line(each, now)).toList(),
                here.viewer().analyst(),
                kpi == null ? "" : kpi,
                labels == null ? "" : labels);
    }

    private static SilencesView.Line line(Silence silence, Instant now) {
        boolean active = silence.inForce(now);
        return new SilencesView.Line(
                silence.id().toString(),
                covers(silence),
                silence.reason(),
                silence.createdBy(),
                Moment.of(silence.from(), now, ZoneOffset.UTC),
                Moment.of(silence.until(), now, ZoneOffset.UTC),
                active ? "in force" : "to come",
                active);
    }

    private static String covers(Silence silence) {
        List<String> parts = new ArrayList<>();
        if (!silence.kpis().isEmpty()) {
            parts.add(silence.kpis().stream().map(NamePattern::text).collect(Collectors.joining(", ")));
        }
        silence.labels().forEach((name, pattern) -> parts.add(name + "=" + pattern.text()));
        return String.join("; ", parts);
    }
}
