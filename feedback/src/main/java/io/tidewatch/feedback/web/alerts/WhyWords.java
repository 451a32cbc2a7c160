// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.alert.AlertDetail;
import io.tidewatch.feedback.web.alerts.AlertView.Why;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answer to "why?", in sentences. */
final class WhyWords {
    private WhyWords() {}

    static List<Why> of(AlertDetail detail, Kpi kpi, Instant now) {
        AlertEvent last = detail.alert().last();
        List<Why> lines = new ArrayList<>();
        if (!last.why().isBlank()) {
            lines.add(new Why("Finding", last.why()));
        }
        if (!last.evidence().isEmpty()) {
            lines.add(new Why(
                    "Evidence",
                    last.evidence().stream().map(WhyWords::evidence).collect(Collectors.joining("; ")) + "."));
        }
        lines.add(new Why("How odd", howOdd(last)));
        lines.add(new Why(
                "Extent",
                Numbers.count(last.points()) + (last.points() == 1 ? " point" : " points") + " so far, the oddest at "
                        + Moment.of(Micros.toInstant(last.peakAt()), now, kpi.zone())
                                .clock() + "."));
        corrections(detail).ifPresent(text -> lines.add(new Why("Corrected", text)));
        if (last.versions().calibration() > 0) {
            lines.add(new Why(
                    "Verdicts",
                    "Calibration " + last.versions().calibration() + " of this series' verdicts was in force."));
        }
        return lines;
    }

    private static String howOdd(AlertEvent last) {
        String evidence = Numbers.value(last.peakEvidence());
        String threshold = Numbers.value(last.threshold());
        return last.peakEvidence() < last.threshold()
                ? "Evidence of single points " + evidence + ", below the " + threshold
                        + " that would open an alert alone; what is named above opened it."
                : "Evidence " + evidence + ", where an alert takes " + threshold + ": "
                        + Numbers.value(last.peakEvidence() / last.threshold()) + " times as much.";
    }

    private static Optional<String> corrections(AlertDetail detail) {
        long amended = detail.events().stream()
                .filter(event -> event.kind() == AlertEventKind.AMENDED)
                .count();
        boolean retracted = detail.events().stream().anyMatch(event -> event.kind() == AlertEventKind.RETRACTED);
        if (retracted) {
            return Optional.of(
                    detail.events().getLast().kind() == AlertEventKind.RETRACTED
                            ? "Data that came late took this alert back."
                            : "Data that came late took this alert back, and later ones raised it again.");
        }
        return amended == 0
                ? Optional.empty()
                : Optional.of("Data that came late changed it " + (amended == 1 ? "once." : amended + " times."));
    }

    private static String evidence(EvidenceKind kind) {
        return switch (kind) {
            case SPIKE -> "single points far from what was expected";
            case FLAT_LINE -> "the same value for longer than the series is used to";
            case CONTEXT -> "the smoothed deviation is beyond its own record";
            case SHIFT -> "a small change that stays";
            case THRESHOLD -> "a limit that was set";
            case NO_DATA -> "silence for longer than is usual";
            case COMPOSITE -> "several alerts together";
            case EVENT_COUNT -> "too many events in a session";
            case NEW_EXTREME -> "beyond anything remembered";
        };
    }
}
