// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.feedback.chart.ChartService;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.web.chart.SparkCache;
import io.tidewatch.feedback.web.chart.SparkCache.Place;
import io.tidewatch.feedback.web.chart.Sparkline;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Alerts as rows of a list. */
public final class Rows {
    /** How many small lines a page draws at once; the others follow when they come into sight. */
    private static final int AT_ONCE = 16;

    private final SparkCache sparks;

    public Rows(ChartService charts) {
        this.sparks = new SparkCache(charts);
    }

    /** @param budget of lines that are drawn now; rows beyond it are drawn when they come into sight */
    List<Row> of(
            List<Alert> alerts,
            Map<AlertId, TriageScore> chances,
            Kpis kpis,
            Instant now,
            @Nullable String current,
            Budget budget) {
        return alerts.stream()
                .map(alert -> row(alert, kpis, now, alert.id().value().equals(current), budget))
                .map(row -> row.with(chances.get(new AlertId(row.id()))))
                .toList();
    }

    /** With every small line that a screen shows. */
    public List<Row> of(List<Alert> alerts, Kpis kpis, Instant now) {
        return of(alerts, Map.of(), kpis, now, null, new Budget());
    }

    Sparkline spark(Alert alert, Instant now) {
        return sparks.draw(place(alert, now));
    }

    /** Counts down the lines that one page may still draw. */
    static final class Budget {
        private int left = AT_ONCE;

        boolean spend() {
            return left-- > 0;
        }
    }

    private Row row(Alert alert, Kpis kpis, Instant now, boolean current, Budget budget) {
        String kpi = alert.series().kpi();
        var last = alert.last();
        Place place = place(alert, now);
        Sparkline spark = sparks.known(place).orElseGet(() -> budget.spend() ? sparks.draw(place) : Sparkline.EMPTY);
        return new Row(
                alert.id().value(),
                Integer.toUnsignedLong(Objects.hash(
                        last.sequence(), alert.status(), alert.verdictHead(), alert.acknowledged(), alert.assignee())),
                alert.verdictHead().orElse(0),
                Links.alert(alert.id().value()),
                Slug.of(last.severity()),
                kpi,
                alert.series().labels().toString(),
                kpis.units(kpi)
                        .shortFinding(
                                last.actual(),
                                last.bounds().lower(),
                                last.bounds().upper()),
                spark,
                Moment.of(Micros.toInstant(last.started()), now, kpis.zone(kpi)),
                aside(alert, now),
                current);
    }

    private static Place place(Alert alert, Instant now) {
        TimeRange range = alert.range();
        return Place.of(alert.series().id(), range.from(), range.to(), Micros.of(now));
    }

    private static String aside(Alert alert, Instant now) {
        String said = alert.verdict().map(VerdictWords::shortly).orElse("");
        String state = switch (alert.status()) {
            case OPEN -> "ongoing";
            case ACKNOWLEDGED ->
                alert.assignee()
                        .or(() -> alert.acknowledged().map(Alert.Acknowledgement::by))
                        .orElse("taken");
            case RESOLVED -> said.isEmpty() ? "lasted " + lasted(alert, now) : "";
            case RETRACTED -> "retracted";
        };
        if (said.isEmpty() || state.isEmpty()) {
            return said + state;
        }
        return said + ", " + state;
    }

    /** From its start to its end; of one that goes on, until now. */
    static String lasted(Alert alert, Instant now) {
        Instant end = alert.last().resolved().isPresent()
                ? Micros.toInstant(alert.range().to())
                : now;
        return Spans.words(Duration.between(Micros.toInstant(alert.range().from()), end));
    }
}
