// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Text;
import io.tidewatch.feedback.triage.TriageService;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertCounts;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.kpi.KpiStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the inbox together. */
final class InboxPages {
    private static final int ROWS = 100;
    private static final int MAX_SEARCH = 200;

    private final Desk desk;
    private final KpiStore kpis;
    private final Rows rows;
    private final AlertPane pane;

    InboxPages(Desk desk) {
        this.desk = desk;
        this.kpis = new KpiStore(desk.workplace().database());
        this.rows = new Rows(desk.charts());
        this.pane = new AlertPane(desk);
    }

    /** What of the list is wanted, as the address says it. */
    record Wish(String query, Show show) {
        static Wish of(@Nullable String query, @Nullable String show) {
            return new Wish(Text.checked("q", query, MAX_SEARCH), Show.of(show));
        }

        boolean isWhole() {
            return query.isEmpty() && show == Show.ALL;
        }

        String address(Show other) {
            String q = query.isEmpty() ? "" : "q=" + Links.segment(query);
            String s = other == Show.ALL ? "" : "show=" + other.key;
            return "/alerts" + (q.isEmpty() && s.isEmpty() ? "" : "?") + q + (q.isEmpty() || s.isEmpty() ? "" : "&")
                    + s;
        }
    }

    /** The choices above the list. */
    enum Show {
        ALL("all", "All"),
        MINE("mine", "Mine"),
        UNASSIGNED("unassigned", "Unassigned"),
        UNJUDGED("unjudged", "No verdict");

        private final String key;
        private final String label;

        Show(String key, String label) {
            this.key = key;
            this.label = label;
        }

        static Show of(@Nullable String key) {
            for (Show show : values()) {
                if (show.key.equals(key)) {
                    return show;
                }
            }
            return ALL;
        }
    }

    /** @param id the alert that the address names; the first of the list stands beside it where that is null */
    InboxView inbox(Here here, Wish wish, @Nullable String id) {
        Instant now = desk.workplace().now();
        Kpis known = new Kpis(kpis);
        AlertCounts counts = desk.alerts().counts();
        List<Group> groups = groups(here, wish, counts, known, now, id);
        Optional<String> shown = Optional.ofNullable(id)
                .or(() -> groups.stream()
                        .flatMap(group -> group.rows().stream())
                        .map(Row::id)
                        .findFirst());
        return new InboxView(
                here.frame("Alerts", Section.ALERTS, counts.open()),
                wish.query(),
                filters(wish),
                groups,
                shown.map(each -> pane.of(here, Ids.alert(each), known, now)).orElse(null),
                id != null,
                !known.isEmpty());
    }

    /** The list alone. */
    InboxView rows(Here here, Wish wish) {
        Instant now = desk.workplace().now();
        Kpis known = new Kpis(kpis);
        AlertCounts counts = desk.alerts().counts();
        return new InboxView(
                here.frame("Alerts", Section.ALERTS, counts.open()),
                wish.query(),
                filters(wish),
                groups(here, wish, counts, known, now, null),
                null,
                false,
                !known.isEmpty());
    }

    /** The opened alert alone. */
    InboxView opened(Here here, String id) {
        Kpis known = new Kpis(kpis);
        AlertView alert = pane.of(here, Ids.alert(id), known, desk.workplace().now());
        return new InboxView(
                here.frame("Alerts", Section.ALERTS, 0), "", List.of(), List.of(), alert, true, !known.isEmpty());
    }

    SparksView sparks(List<AlertId> ids) {
        Instant now = desk.workplace().now();
        return new SparksView(ids.stream()
                .map(id ->
                        new SparksView.One(id.value(), rows.spark(desk.alerts().find(id), now)))
                .toList());
    }

    private static List<Filter> filters(Wish wish) {
        List<Filter> filters = new ArrayList<>();
        for (Show show : Show.values()) {
            filters.add(new Filter(show.key, show.label, wish.address(show), show == wish.show()));
        }
        return filters;
    }

    private List<Group> groups(
            Here here, Wish wish, AlertCounts counts, Kpis known, Instant now, @Nullable String current) {
        Rows.Budget budget = new Rows.Budget();
        List<Alert> newest = list(here, wish, AlertStatus.OPEN, now);
        Map<AlertId, TriageScore> chances = desk.triage().scores(newest);
        List<Alert> open = TriageService.ordered(newest, chances);
        List<Alert> taken = list(here, wish, AlertStatus.ACKNOWLEDGED, now);
        List<Alert> resolved = list(here, wish, AlertStatus.RESOLVED, now);
        boolean whole = wish.isWhole();
        return List.of(
                group(
                        "open",
                        chances.isEmpty() ? "Open, newest first" : "Open, likeliest true first",
                        "Open",
                        whole ? counts.open() : open.size(),
                        open,
                        chances,
                        known,
                        now,
                        current,
                        budget,
                        whole ? "Nothing is open. Quiet days stay quiet." : "Nothing open matches."),
                group(
                        "acknowledged",
                        "Acknowledged",
                        "Taken",
                        whole ? counts.acknowledged() : taken.size(),
                        taken,
                        Map.of(),
                        known,
                        now,
                        current,
                        budget,
                        whole ? "Nobody works on an alert. Take an open one with a." : "Nothing taken matches."),
                group(
                        "resolved",
                        "Resolved, last 24 h",
                        "Resolved",
                        resolved.size(),
                        resolved,
                        Map.of(),
                        known,
                        now,
                        current,
                        budget,
                        whole ? "Nothing ended in the last 24 hours." : "Nothing resolved matches."));
    }

    private Group group(
            String key,
            String title,
            String tab,
            long count,
            List<Alert> alerts,
            Map<AlertId, TriageScore> chances,
            Kpis known,
            Instant now,
            @Nullable String current,
            Rows.Budget budget,
            String empty) {
        List<Alert> shown = alerts.subList(0, Math.min(ROWS, alerts.size()));
        return new Group(key, title, tab, count, rows.of(shown, chances, known, now, current, budget), empty);
    }

    private List<Alert> list(Here here, Wish wish, AlertStatus status, Instant now) {
        AlertQuery query = AlertQuery.newest(AlertQuery.MAX_LIMIT)
                .withStatuses(Set.of(status))
                .withSearch(wish.query());
        if (wish.show() == Show.UNJUDGED) {
            query = query.withLabel(new AlertQuery.Label.None());
        }
        long since = Micros.of(now.minus(Duration.ofDays(1)));
        String me = here.viewer().name();
        return desk.alerts().list(query).alerts().stream()
                .filter(alert -> wish.show() != Show.MINE || isOf(alert, me))
                .filter(alert -> wish.show() != Show.UNASSIGNED || isNobodys(alert))
                .filter(alert -> status != AlertStatus.RESOLVED
                        || alert.last().resolved().orElse(Long.MAX_VALUE) >= since)
                .toList();
    }

    private static boolean isNobodys(Alert alert) {
        return alert.assignee().isEmpty() && alert.acknowledged().isEmpty();
    }

    private static boolean isOf(Alert alert, String name) {
        return alert.assignee().filter(name::equals).isPresent()
                || alert.acknowledged().filter(by -> by.by().equals(name)).isPresent();
    }
}
