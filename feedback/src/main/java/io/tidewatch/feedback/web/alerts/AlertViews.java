// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.alert.AlertDetail;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.verdict.Effect;
import io.tidewatch.feedback.web.alerts.AlertView.Choice;
import io.tidewatch.feedback.web.alerts.AlertView.Fact;
import io.tidewatch.feedback.web.alerts.AlertView.Line;
import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.feedback.web.format.Units;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.feedback.web.page.Viewer;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.incident.Incident;
import io.tidewatch.storage.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An alert with its history as the page shows it. */
final class AlertViews {
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration BEHIND = Duration.ofHours(3);

    private final Viewer viewer;
    private final Instant now;

    AlertViews(Viewer viewer, Instant now) {
        this.viewer = viewer;
        this.now = now;
    }

    AlertView of(AlertDetail detail, List<Effect> effects, Kpi kpi, Optional<Incident> incident) {
        Alert alert = detail.alert();
        AlertEvent last = alert.last();
        Units units = new Units(kpi.unit(), kpi.kind());
        boolean retracted = alert.status() == AlertStatus.RETRACTED;
        return new AlertView(
                alert.id().value(),
                last.sequence(),
                alert.verdictHead().orElse(0),
                Links.alert(alert.id().value()),
                Slug.of(last.severity()),
                kpi.name(),
                Links.kpi(kpi.name()) + "?series=" + alert.series().id(),
                alert.series().labels().toString(),
                units.finding(
                        last.actual(), last.bounds().lower(), last.bounds().upper()),
                facts(alert, kpi.zone(), incident),
                chart(alert, kpi, units),
                WhyWords.of(detail, kpi, now),
                viewer.analyst()
                        && alert.status() == AlertStatus.OPEN
                        && alert.acknowledged().isEmpty(),
                viewer.analyst() && (alert.status() == AlertStatus.OPEN || alert.status() == AlertStatus.ACKNOWLEDGED),
                viewer.analyst() && !retracted,
                retracted
                        ? "Late data took this alert back, so there is nothing to judge."
                        : "None yet. Your role is viewer: ask an analyst to judge it.",
                alert.assignee().orElse(""),
                Links.silence(kpi.name(), alert.series().labels().values()),
                effects.stream()
                        .map(effect -> choice(effect, alert, kpi.zone()))
                        .toList(),
                history(detail.verdicts(), kpi.zone()),
                versions(last));
    }

    private List<Fact> facts(Alert alert, ZoneId zone, Optional<Incident> incident) {
        AlertEvent last = alert.last();
        Moment started = Moment.of(Micros.toInstant(last.started()), now, zone);
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.plain("Status", status(alert)));
        facts.add(Fact.timed("Started", started.clock() + ", " + Rows.lasted(alert, now), started));
        facts.add(Fact.plain("Severity", capital(Slug.of(last.severity()))));
        facts.add(Fact.plain("Score", Numbers.fixed(last.peakScore(), 3)));
        if (last.versions().model() > 0) {
            facts.add(Fact.linked(
                    "Model",
                    "v" + last.versions().model(),
                    Links.kpi(alert.series().kpi()) + "#model"));
        } else {
            facts.add(Fact.plain("Model", "none yet, cold start"));
        }
        incident.ifPresent(
                one -> facts.add(Fact.linked("Incident", one.alerts() + " alerts", "/incidents/" + one.id())));
        return facts;
    }

    private static String status(Alert alert) {
        return switch (alert.status()) {
            case OPEN -> "Open, " + alert.assignee().orElse("nobody");
            case ACKNOWLEDGED ->
                "Taken by "
                        + alert.assignee()
                                .or(() -> alert.acknowledged().map(Alert.Acknowledgement::by))
                                .orElse("somebody");
            case RESOLVED -> "Resolved";
            case RETRACTED -> "Retracted by late data";
        };
    }

    private ChartView chart(Alert alert, Kpi kpi, Units units) {
        Instant end = Micros.toInstant(alert.range().to()).plus(BEHIND);
        Instant to = alert.last().resolved().isEmpty() || end.isAfter(now) ? now.plus(AHEAD) : end;
        Instant started = Micros.toInstant(alert.range().from());
        Instant from = to.minus(Duration.ofHours(24));
        String series = alert.series().id().toString();
        return new ChartView(
                Links.chart(series),
                series,
                from.isAfter(started) ? started.minus(BEHIND) : from,
                to,
                alert.id().value(),
                kpi.zone().getId(),
                units.unit(),
                Slug.of(kpi.kind()),
                alert.series() + " with the values that were expected. "
                        + alert.last().why());
    }

    private Choice choice(Effect effect, Alert alert, ZoneId zone) {
        VerdictKind kind = effect.kind();
        Instant started = Micros.toInstant(alert.range().from());
        // The effect names the start in UTC; here the KPI's own clock is spoken.
        String sentence = effect.sentence()
                .replace(started.toString(), Moment.of(started, now, zone).clock());
        boolean given = alert.verdict().filter(kind::equals).isPresent();
        return new Choice(
                Slug.of(kind),
                VerdictWords.key(kind),
                VerdictWords.icon(kind),
                VerdictWords.offer(kind),
                sentence,
                given);
    }

    /** The newest first; what was replaced or taken back is struck out. */
    private List<Line> history(List<Verdict> verdicts, ZoneId zone) {
        Set<Long> over = verdicts.stream()
                .flatMap(verdict -> verdict.replaces().stream().boxed())
                .collect(Collectors.toSet());
        verdicts.forEach(verdict -> verdict.restores().ifPresent(over::remove));
        return verdicts.reversed().stream()
                .map(verdict -> new Line(
                        verdict.kind().map(VerdictWords::icon).orElse("undo-2"),
                        verdict.kind().map(VerdictWords::said).orElse("Taken back"),
                        verdict.by(),
                        note(verdict),
                        Moment.of(verdict.at(), now, zone),
                        over.contains(verdict.id()) && verdict.kind().isPresent()))
                .toList();
    }

    private static String note(Verdict verdict) {
        if (verdict.cause().isEmpty() || verdict.comment().isEmpty()) {
            return verdict.cause() + verdict.comment();
        }
        return verdict.cause() + ". " + verdict.comment();
    }

    private static List<String> versions(AlertEvent last) {
        AlertEvent.Versions versions = last.versions();
        return List.of(
                "model v" + versions.model(),
                "calibration " + versions.calibration(),
                "settings " + versions.settings(),
                "detector " + versions.detectorCode());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
