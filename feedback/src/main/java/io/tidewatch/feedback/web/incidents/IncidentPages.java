// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.incidents;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.incident.IncidentService;
import io.tidewatch.feedback.web.alerts.Kpis;
import io.tidewatch.feedback.web.alerts.Rows;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.incidents.IncidentsView.Fact;
import io.tidewatch.feedback.web.incidents.IncidentsView.Group;
import io.tidewatch.feedback.web.incidents.IncidentsView.Lane;
import io.tidewatch.feedback.web.incidents.IncidentsView.Line;
import io.tidewatch.feedback.web.incidents.IncidentsView.Opened;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.incident.Incident;
import io.tidewatch.storage.kpi.KpiStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts the pages of incidents together. */
final class IncidentPages {
    private static final int SHOWN = 50;
    private static final int LANES = 20;
    private static final double AXIS = 600;

    private final Desk desk;
    private final KpiStore kpis;
    private final Rows rows;

    IncidentPages(Desk desk) {
        this.desk = desk;
        this.kpis = new KpiStore(desk.workplace().database());
        this.rows = new Rows(desk.charts());
    }

    /**
     * @param id the incident that the address names; the newest stands beside the list where that is null
     * @param before where the list's part begins, ISO-8601
     */
    IncidentsView page(Here here, @Nullable String id, @Nullable String before) {
        Instant now = desk.workplace().now();
        Kpis known = new Kpis(kpis);
        OptionalLong from = Ids.time("before", before);
        List<Incident> all = desk.incidents().list(false, from, SHOWN);
        Optional<AlertId> shown = id == null ? all.stream().findFirst().map(Incident::id) : Optional.of(Ids.alert(id));
        return new IncidentsView(
                here.frame(
                        "Incidents", Section.INCIDENTS, desk.alerts().counts().open()),
                List.of(
                        group("open", "Going on", all, true, now, shown, "Nothing goes on that belongs together."),
                        group("over", "Over", all, false, now, shown, "None yet.")),
                all.size() < SHOWN
                        ? ""
                        : "/incidents?before=" + Micros.toInstant(all.getLast().started()),
                shown.map(one -> opened(desk.incidents().detail(one), known, now))
                        .orElse(null),
                id != null);
    }

    private static Group group(
            String key,
            String title,
            List<Incident> all,
            boolean open,
            Instant now,
            Optional<AlertId> shown,
            String empty) {
        List<Line> lines = all.stream()
                .filter(incident -> incident.resolved().isEmpty() == open)
                .map(incident ->
                        line(incident, now, shown.filter(incident.id()::equals).isPresent()))
                .toList();
        return new Group(key, title, lines, empty);
    }

    private static Line line(Incident incident, Instant now, boolean current) {
        return new Line(
                incident.id().value(),
                Slug.of(incident.severity()),
                incident.title(),
                incident.alerts() + " alerts" + (incident.shared().isEmpty() ? "" : ", " + incident.shared()),
                Moment.of(Micros.toInstant(incident.started()), now, ZoneId.of("UTC")),
                incident.resolved().isPresent() ? "lasted " + lasted(incident, now) : "ongoing",
                current);
    }

    private Opened opened(IncidentService.Detail detail, Kpis known, Instant now) {
        Incident incident = detail.incident();
        ZoneId zone = known.zone(detail.alerts().getFirst().series().kpi());
        long kpiCount = detail.alerts().stream()
                .map(alert -> alert.series().kpi())
                .distinct()
                .count();
        long end = incident.resolved().orElse(Micros.of(now));
        double scale = AXIS / Math.max(1, end - incident.started());
        return new Opened(
                incident.id().value(),
                Slug.of(incident.severity()),
                incident.title(),
                List.of(
                        new Fact("Status", incident.resolved().isPresent() ? "Over" : "Going on"),
                        new Fact("Began", clock(incident.started(), now, zone) + " " + zone.getId()),
                        new Fact("Lasts", lasted(incident, now)),
                        new Fact("Alerts", String.valueOf(incident.alerts())),
                        new Fact("KPIs", String.valueOf(kpiCount))),
                detail.alerts().stream()
                        .limit(LANES)
                        .map(alert -> lane(alert, incident.started(), end, scale))
                        .toList(),
                List.of(
                        clock(incident.started(), now, zone),
                        incident.resolved().isPresent() ? clock(end, now, zone) : "now"),
                rows.of(detail.alerts(), known, now),
                Splits.of(desk.incidents().breakdowns(detail), known));
    }

    private static Lane lane(Alert alert, long start, long end, double scale) {
        long from = Math.max(start, alert.range().from());
        long to = alert.last().resolved().isPresent()
                ? Math.min(end, alert.range().to())
                : end;
        return new Lane(
                alert.series().toString(),
                Links.alert(alert.id().value()),
                Slug.of(alert.last().severity()),
                round((from - start) * scale),
                Math.max(3, round((to - from) * scale)),
                Spans.words(Micros.toDuration(Math.max(0, to - from))));
    }

    private static String clock(long micros, Instant now, ZoneId zone) {
        return Moment.of(Micros.toInstant(micros), now, zone).clock();
    }

    private static String lasted(Incident incident, Instant now) {
        long end = incident.resolved().orElse(Micros.of(now));
        return Spans.words(Duration.ofNanos(Math.max(0, end - incident.started()) * 1_000));
    }

    private static double round(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }
}
