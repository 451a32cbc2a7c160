// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.series.Labels;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The dozen KPIs of a shop that nobody runs. */
final class Catalogue {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final List<DemoSeries> all = new ArrayList<>();

    private Catalogue() {}

    static List<DemoSeries> series() {
        Catalogue catalogue = new Catalogue();
        catalogue.shop();
        catalogue.platform();
        return List.copyOf(catalogue.all);
    }

    private void shop() {
        DemoKpi signups = new DemoKpi(
                "signups",
                "signups per min",
                "Accounts whose e-mail was confirmed",
                "growth",
                KpiKind.COUNT,
                Direction.DOWN,
                BERLIN,
                MINUTE);
        add(signups, Labels.of("country", "DE"), 60, 19, 0.5, 0.8, 0.05, 0.3);
        add(signups, Labels.of("country", "BR"), 45, 24, 0.5, 0.9, 0.05, 0.5);
        DemoKpi checkouts = new DemoKpi(
                "checkouts",
                "orders per min",
                "Orders that were paid",
                "shop",
                KpiKind.COUNT,
                Direction.DOWN,
                BERLIN,
                MINUTE);
        add(checkouts, Labels.of("shop", "web"), 120, 20, 0.6, 1.2, 0.04, 0.2);
        add(checkouts, Labels.of("shop", "app"), 90, 21, 0.6, 1.3, 0.04, 0.6);
        DemoKpi revenue = new DemoKpi(
                "revenue",
                "EUR per 5 min",
                "Value of paid orders before returns",
                "shop",
                KpiKind.GAUGE,
                Direction.DOWN,
                BERLIN,
                FIVE_MINUTES);
        add(revenue, Labels.NONE, 42_000, 20, 0.6, 1.2, 0.07, 0.25);
        DemoKpi basket = new DemoKpi(
                "basket_value",
                "EUR",
                "Mean value of an order",
                "shop",
                KpiKind.GAUGE,
                Direction.BOTH,
                BERLIN,
                FIVE_MINUTES);
        add(basket, Labels.NONE, 68, 20, 0.08, 1.05, 0.02, 0.03);
        DemoKpi payments = new DemoKpi(
                "payment_success_ratio",
                "share",
                "Payments that went through at the first try",
                "payments",
                KpiKind.RATIO,
                Direction.DOWN,
                BERLIN,
                FIVE_MINUTES);
        add(payments, Labels.of("provider", "card"), 0.94, 15, 0.01, 1, 0.006, 0);
        add(payments, Labels.of("provider", "wallet"), 0.97, 15, 0.005, 1, 0.004, 0);
        DemoKpi tickets = new DemoKpi(
                "support_tickets",
                "tickets per 5 min",
                "Tickets opened by customers",
                "support",
                KpiKind.COUNT,
                Direction.UP,
                SAO_PAULO,
                FIVE_MINUTES);
        add(tickets, Labels.NONE, 25, 14, 0.6, 0.4, 0.05, 0.1);
    }

    private void platform() {
        DemoKpi requests = new DemoKpi(
                "api_requests",
                "requests per min",
                "Requests that the gateway answered",
                "platform",
                KpiKind.COUNT,
                Direction.BOTH,
                BERLIN,
                MINUTE);
        add(requests, Labels.of("region", "eu"), 5_200, 18, 0.45, 0.85, 0.03, 0.4);
        add(requests, Labels.of("region", "us"), 3_900, 2, 0.45, 0.9, 0.03, 0.4);
        DemoKpi latency = new DemoKpi(
                "api_latency_p95",
                "ms",
                "95th percentile of answer time",
                "platform",
                KpiKind.GAUGE,
                Direction.UP,
                BERLIN,
                MINUTE);
        add(latency, Labels.NONE, 210, 18, 0.15, 0.95, 0.04, 0);
        DemoKpi failures = new DemoKpi(
                "login_failures",
                "failures per 5 min",
                "Sign-ins with a wrong password",
                "security",
                KpiKind.COUNT,
                Direction.UP,
                BERLIN,
                FIVE_MINUTES);
        add(failures, Labels.NONE, 140, 19, 0.4, 0.9, 0.06, 0.1);
        DemoKpi searches = new DemoKpi(
                "searches",
                "searches per 5 min",
                "Searches in the shop",
                "shop",
                KpiKind.COUNT,
                Direction.BOTH,
                BERLIN,
                FIVE_MINUTES);
        add(searches, Labels.NONE, 2_600, 20, 0.55, 1.15, 0.03, 0.2);
        DemoKpi queue = new DemoKpi(
                "mail_queue",
                "messages",
                "Messages that wait to be sent",
                "platform",
                KpiKind.GAUGE,
                Direction.UP,
                BERLIN,
                FIVE_MINUTES);
        add(queue, Labels.NONE, 320, 9, 0.4, 0.6, 0.12, 0);
        DemoKpi sessions = new DemoKpi(
                "active_sessions",
                "people",
                "People with the shop open",
                "shop",
                KpiKind.GAUGE,
                Direction.DOWN,
                BERLIN,
                FIVE_MINUTES);
        add(sessions, Labels.NONE, 8_400, 20, 0.6, 1.1, 0.02, 0.3);
    }

    private void add(
            DemoKpi kpi,
            Labels labels,
            double level,
            double peak,
            double daily,
            double weekend,
            double noise,
            double growth) {
        all.add(new DemoSeries(kpi, labels, level, peak, daily, weekend, noise, growth));
    }
}
