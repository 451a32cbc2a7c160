// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.overview;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.precision.Precision;
import io.tidewatch.feedback.precision.PrecisionScope;
import io.tidewatch.feedback.precision.PrecisionService;
import io.tidewatch.feedback.web.alerts.Kpis;
import io.tidewatch.feedback.web.alerts.Rows;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.feedback.web.overview.OverviewView.Need;
import io.tidewatch.feedback.web.overview.OverviewView.Tile;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertCounts;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.EndpointHealth;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the overview together. */
final class OverviewPages {
    private static final int URGENT = 6;
    private static final int NEEDS = 12;
    private static final int LOUD = 8;
    private static final int WEEKS = 6;

    private final Desk desk;
    private final KpiStore kpis;
    private final SeriesStore series;
    private final SubscriptionStore subscriptions;
    private final DeliveryLog deliveries;
    private final Rows rows;

    OverviewPages(Desk desk) {
        this.desk = desk;
        this.kpis = new KpiStore(desk.workplace().database());
        this.series = new SeriesStore(desk.workplace().database());
        this.subscriptions = new SubscriptionStore(desk.workplace().database());
        this.deliveries = new DeliveryLog(desk.workplace().database());
        this.rows = new Rows(desk.charts());
    }

    OverviewView view(Here here) {
        Instant now = desk.workplace().now();
        AlertCounts counts = desk.alerts().counts();
        List<Alert> open = desk.alerts()
                .list(AlertQuery.newest(AlertQuery.MAX_LIMIT).withStatuses(Set.of(AlertStatus.OPEN)))
                .alerts();
        long high = open.stream()
                .filter(alert -> alert.last().severity() == Severity.HIGH)
                .count();
        List<Series> all = series.all();
        List<Alert> urgent = open.stream()
                .sorted(Comparator.comparing((Alert alert) -> alert.last().severity())
                        .thenComparing(Alert::opened)
                        .reversed())
                .limit(URGENT)
                .toList();
        return new OverviewView(
                here.frame("Overview", Section.OVERVIEW, counts.open()),
                sentence(counts.open(), high),
                tiles(counts, high, all.size()),
                rows.of(urgent, new Kpis(kpis), now),
                needs(all),
                desk.precision().all(PrecisionService.PERIOD).stream()
                        .filter(each -> each.labels().alerts() > 0)
                        .sorted(Comparator.comparingLong(
                                        (Precision each) -> each.labels().alerts())
                                .reversed())
                        .limit(LOUD)
                        .map(each -> judged(each.kpi(), Links.kpi(each.kpi()), each))
                        .toList(),
                desk.precision().weeks(new PrecisionScope.All(), WEEKS).reversed().stream()
                        .map(each -> judged(week(each), "", each))
                        .toList());
    }

    private static OverviewView.Judged judged(String name, String href, Precision measured) {
        return new OverviewView.Judged(
                name,
                href,
                Numbers.count(measured.labels().alerts()),
                Numbers.value(measured.falsePerSeries()),
                measured.budget().isPresent() ? Numbers.value(measured.budget().getAsDouble()) : "",
                (measured.share().isPresent() ? Numbers.fixed(measured.share().getAsDouble(), 2) : "too few labels")
                        + " (n " + Numbers.count(measured.labelled()) + ")");
    }

    private static String week(Precision measured) {
        DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMM", Locale.UK).withZone(ZoneOffset.UTC);
        return day.format(measured.from()) + " to " + day.format(measured.to());
    }

    private static String sentence(long open, long high) {
        if (open == 0) {
            return "Nothing is open";
        }
        if (open == 1) {
            return high == 0 ? "1 alert is open, not a high one" : "1 alert is open, a high one";
        }
        return Numbers.count(open) + " alerts are open, " + (high == 0 ? "none" : high) + " of them high";
    }

    private List<Tile> tiles(AlertCounts counts, long high, int series) {
        Precision overall = desk.precision().overall(PrecisionService.PERIOD);
        String share =
                overall.share().isPresent() ? Numbers.fixed(overall.share().getAsDouble(), 2) : "–";
        String proof = overall.share().isPresent()
                ? overall.interval()
                        .map(interval -> "n " + overall.labelled() + ", " + Numbers.fixed(interval.low(), 2) + " to "
                                + Numbers.fixed(interval.high(), 2))
                        .orElse("")
                : "too few labels, n " + overall.labelled();
        return List.of(
                new Tile("Open", Numbers.count(counts.open()), high + " high", "/alerts"),
                new Tile(
                        "Without a verdict",
                        Numbers.count(counts.unlabelled()),
                        counts.unlabelled() == 1 ? "alert" : "alerts",
                        "/alerts?show=unjudged"),
                new Tile(
                        "Watched",
                        Numbers.count(kpis.all().size()),
                        "KPIs, " + Numbers.count(series) + " series",
                        "/kpis"),
                new Tile("Precision, 28 d", share, proof, ""));
    }

    private List<Need> needs(List<Series> all) {
        List<Need> needs = new ArrayList<>();
        for (Subscription subscription : subscriptions.all()) {
            EndpointHealth health = deliveries.health(subscription.id());
            String where = "/deliveries?subscription=" + subscription.id();
            if (health.disabled().isPresent()) {
                needs.add(new Need(
                        "triangle-alert",
                        "\"" + subscription.name() + "\" was switched off: "
                                + health.disabled().get().reason(),
                        where,
                        "Look at the deliveries"));
            } else if (health.failures() > 2) {
                needs.add(new Need(
                        "triangle-alert",
                        "The receiver of \"" + subscription.name() + "\" has failed " + health.failures()
                                + " times in a row.",
                        where,
                        "Look at the deliveries"));
            }
        }
        Set<String> fed = all.stream().map(one -> one.key().kpi()).collect(Collectors.toSet());
        for (Kpi kpi : kpis.all()) {
            if (!fed.contains(kpi.name())) {
                needs.add(new Need(
                        "chart-line", kpi.name() + " has had no point yet.", Links.kpi(kpi.name()), "See how to send"));
            }
        }
        return needs.subList(0, Math.min(NEEDS, needs.size()));
    }
}
