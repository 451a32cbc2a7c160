// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.overview.OverviewView;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.settings.SettingsView;
import io.tidewatch.feedback.web.subscriptions.DeliveriesView;
import io.tidewatch.feedback.web.subscriptions.DeliveriesView.Choice;
import io.tidewatch.feedback.web.subscriptions.DeliveryView;
import io.tidewatch.feedback.web.subscriptions.SubscriptionsView;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The other pages of the invented day. */
final class StageRest {
    private static final Moment EARLIER =
            Moment.of(Story.NOW.minus(Duration.ofMinutes(95)), Story.NOW, ZoneId.of("Europe/Berlin"));
    private final StagePages pages;

    StageRest(StagePages pages) {
        this.pages = pages;
    }

    OverviewView overview(String theme) {
        return new OverviewView(
                pages.frame("Overview", Section.OVERVIEW, theme),
                "7 alerts are open, 3 of them high",
                List.of(
                        new OverviewView.Tile("Open", "7", "3 high", "/alerts"),
                        new OverviewView.Tile("Without a verdict", "18", "of the last 28 d", "/alerts?show=unjudged"),
                        new OverviewView.Tile("Watched", "12", "KPIs, 31 series", "/kpis"),
                        new OverviewView.Tile("Precision", "0.86", "n 44, 0.73 to 0.93", "")),
                pages.rowsIn("open").subList(0, 3),
                List.of(
                        new OverviewView.Need(
                                "triangle-alert",
                                "The receiver of \"Shop on call\" has failed for 3 h: answered 503.",
                                "/deliveries",
                                "Look at the deliveries"),
                        new OverviewView.Need(
                                "chart-line",
                                "refunds.count has had no point yet.",
                                "/kpis/refunds.count",
                                "See how to send them")),
                List.of(new OverviewView.Judged("signups", "/kpis/signups", "9", "1.5", "4", "0.83 (n 12)")),
                List.of(new OverviewView.Judged("20 Oct to 27 Oct", "", "4", "1", "", "too few labels (n 3)")));
    }

    SubscriptionsView subscriptions(String theme, boolean quiet) {
        List<SubscriptionsView.Line> lines = List.of(
                new SubscriptionsView.Line(
                        "a1",
                        1,
                        "Shop on call",
                        "https://hooks.example.org/tidewatch/shop",
                        "standard",
                        "checkout.*, payments.*; high and medium",
                        "grouped for 5 min; quiet 22:00 to 07:00",
                        "anna.k",
                        "on",
                        false,
                        false,
                        "delivered 12 min ago",
                        true),
                new SubscriptionsView.Line(
                        "a2",
                        4,
                        "Growth",
                        "https://hooks.example.org/growth",
                        "slack",
                        "everything",
                        "",
                        "mona",
                        "switched off",
                        false,
                        true,
                        "failing for 5 d: answered 410",
                        false),
                new SubscriptionsView.Line(
                        "a3",
                        2,
                        "Night shift",
                        "https://events.example.org/v2/enqueue",
                        "pagerduty",
                        "high",
                        "only if nobody acknowledges for 15 min",
                        "anna.k",
                        "paused",
                        true,
                        false,
                        "not tried yet",
                        true));
        return new SubscriptionsView(
                pages.frame("Subscriptions", Section.SUBSCRIPTIONS, theme),
                quiet ? List.of() : lines,
                StageRouting.form(),
                true);
    }

    private static DeliveriesView.Line line(long id, boolean bad, String outcome, String error) {
        return new DeliveriesView.Line(
                id,
                bad ? "circle-x" : "circle-check",
                bad,
                outcome,
                error,
                "alert.opened",
                "signups{country=\"DE\"}",
                bad ? "4" : "1",
                EARLIER,
                "/deliveries/" + id,
                true);
    }

    DeliveriesView deliveries(String theme) {
        return new DeliveriesView(
                pages.frame("Deliveries", Section.DELIVERIES, theme),
                List.of(
                        new Choice("a1", "Shop on call", "/deliveries?subscription=a1", true),
                        new Choice("a2", "Growth", "/deliveries?subscription=a2", false)),
                "a1",
                List.of(
                        new Choice("", "All", "/deliveries", true),
                        new Choice("waiting", "Waiting", "/deliveries?state=waiting", false),
                        new Choice("exhausted", "Failed", "/deliveries?state=exhausted", false)),
                List.of(
                        line(3, true, "waits for its next try in 25 min", "answered 503: <b>upstream</b> is away"),
                        line(2, false, "delivered, 200", ""),
                        line(1, false, "delivered, 204", "")),
                "/deliveries?before=1");
    }

    DeliveryView delivery(String theme) {
        return new DeliveryView(
                pages.frame("Delivery", Section.DELIVERIES, theme),
                line(3, true, "waits for its next try in 25 min", "answered 503: upstream is away"),
                "Shop on call",
                "a1",
                List.of(new DeliveryView.Try(
                        EARLIER,
                        "answered 503",
                        true,
                        "240 ms",
                        "",
                        "POST /tidewatch/shop\nwebhook-id: 7f…",
                        "503\n\n<html>away</html>")),
                "{\"type\":\"alert.opened\"}",
                List.of(
                        new DeliveryView.Id("webhook-id", "7f0a-1"),
                        new DeliveryView.Id("event", "00000000000000000000000000a1e47-1")),
                true);
    }

    SettingsView settings(String theme) {
        return new SettingsView(
                pages.frame("Settings", Section.SETTINGS, theme),
                List.of(
                        new SettingsView.Key(
                                "tw_8fk2", "telegraf", "sends points", "anna.k", EARLIER, "12 min ago", "valid"),
                        new SettingsView.Key(
                                "tw_q07x",
                                "old importer",
                                "sends points, reads",
                                "jan",
                                EARLIER,
                                "3 d ago",
                                "revoked")),
                List.of(
                        new SettingsView.Somebody("anna.k", "admin", "may sign in", EARLIER, true, false),
                        new SettingsView.Somebody("mona", "analyst", "may sign in", EARLIER, false, false),
                        new SettingsView.Somebody("jan", "viewer", "locked", EARLIER, false, true)));
    }
}
