// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.desk;

import com.microsoft.playwright.Page;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@code DeskSpeed JAR [ALERTS [ROUNDS]]}: first paint of the inbox with so many open alerts and of a KPI's page with 90 days of minutes,
 * that page's chart over 90 days, and the time from a verdict's key until the scorer says that the calibration is applied; in
 * Chromium, on the packaged application with its own PostgreSQL and broker. Tables of docs/benchmarks.md on standard output.
 */
public final class DeskSpeed {
    private static final String WATCHED = "watched";
    /** Visits that don't count: a server that has just started compiles its own code. */
    private static final int WARMING = 10;

    private static final Duration SPAN = Duration.ofDays(90);
    private static final long EVERY_MILLIS = 100;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final RunningApp app;
    private final Visitor visitor;
    private final DeskFilling filling;
    private final int rounds;

    private DeskSpeed(RunningApp app, Visitor visitor, DeskFilling filling, int rounds) {
        this.app = app;
        this.visitor = visitor;
        this.filling = filling;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        int alerts = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 40;
        try (RunningApp app = RunningApp.start(Path.of(args[0]));
                Database database =
                        Database.open(EmbeddedDatabase.lastUrl(app.data().resolve("postgresql")), 3);
                Visitor visitor = new Visitor(app)) {
            DeskFilling filling = new DeskFilling(database, Instant.ofEpochMilli(System.currentTimeMillis()));
            DeskSpeed bench = new DeskSpeed(app, visitor, filling, rounds);
            bench.pages(alerts);
            bench.verdicts();
        }
        System.exit(0);
    }

    private void pages(int alerts) {
        try (Page page = visitor.page()) {
            visitor.visit(page, "/kpis");
            visitor.post(page, "/api/v1/kpis", "{\"name\": \"" + WATCHED + "\", \"step\": \"PT1M\"}");
        }
        SeriesKey watched = SeriesKey.of(WATCHED);
        filling.points(watched, SPAN, Duration.ofMinutes(1));
        filling.alerts(alerts);
        filling.settle();
        System.out.printf(
                Locale.ROOT,
                "%n%d open alerts, %d days of minutes; nothing cached by the browser%n%n| what | n | p50 | p95 | most |%n|---|---|---|---|---|%n",
                alerts,
                SPAN.toDays());
        visits("the inbox", "/alerts");
        visits("the KPI's page", "/kpis/" + WATCHED);
        Quantiles chart = new Quantiles();
        for (int round = 0; round < rounds; round++) {
            try (Page page = visitor.page()) {
                visitor.visit(page, "/kpis/" + WATCHED);
                chart.add(visitor.redraw(page, "[data-ranges] button:last-child"));
            }
        }
        System.out.println(chart.row("its chart from a click on the longest range until it is drawn"));
    }

    private void visits(String what, String path) {
        Quantiles paint = new Quantiles();
        Quantiles answered = new Quantiles();
        double kilobytes = 0;
        double first = 0;
        for (int round = -WARMING; round < rounds; round++) {
            try (Page page = visitor.page()) {
                Visitor.Visit visit = visitor.visit(page, path);
                first = round == -WARMING ? visit.paint() : first;
                if (round >= 0) {
                    paint.add(visit.paint());
                    answered.add(visit.answered());
                    kilobytes = Math.max(kilobytes, visit.kilobytes());
                }
            }
        }
        System.out.println(paint.row(
                String.format(Locale.ROOT, "%s, first contentful paint (the very first: %.0f ms)", what, first)));
        System.out.println(
                answered.row(String.format(Locale.ROOT, "%s, first byte (%.0f KB in all)", what, kilobytes)));
    }

    private void verdicts() throws Exception {
        List<SeriesKey> series = new ArrayList<>();
        List<AlertId> alerts = new ArrayList<>();
        try (Page page = visitor.page()) {
            visitor.visit(page, "/kpis");
            for (int i = 0; i < rounds; i++) {
                SeriesKey one = new SeriesKey(String.format(Locale.ROOT, "live%02d", i), Labels.NONE);
                visitor.post(page, "/api/v1/kpis", "{\"name\": \"" + one.kpi() + "\", \"step\": \"PT1S\"}");
                series.add(one);
            }
        }
        LogClients clients = new LogClients(new LogSettings(
                EmbeddedBroker.lastBootstrap(app.data().resolve("kafka")), LogSettings.DEFAULT_PARTITIONS, (short) 1));
        try (PointStream stream = new PointStream(app, series, EVERY_MILLIS);
                AppliedWatch watch = new AppliedWatch(clients)) {
            TimeUnit.SECONDS.sleep(15);
            series.forEach(one -> alerts.add(filling.alert(one)));
            Quantiles applied = new Quantiles();
            int lost = 0;
            for (int i = 0; i < rounds; i++) {
                double millis = judge(alerts.get(i), series.get(i), watch);
                if (millis < 0) {
                    lost++;
                } else {
                    applied.add(millis);
                }
            }
            System.out.println(applied.row("a verdict, from the key until control.applied can be read"));
            System.out.printf(
                    Locale.ROOT,
                    "%nPoints of %d series every %d ms, %d requests refused; %d verdicts not applied within 10 s.%n",
                    rounds,
                    EVERY_MILLIS,
                    stream.refused(),
                    lost);
        }
    }

    private double judge(AlertId alert, SeriesKey series, AppliedWatch watch) throws InterruptedException {
        try (Page page = visitor.page()) {
            visitor.visit(page, "/alerts/" + alert);
            visitor.until(page, "window.strokes > 0");
            long pressed = System.nanoTime();
            page.keyboard().press("f");
            while (watch.at(series.id()) < pressed) {
                if (System.nanoTime() - pressed > PATIENCE) {
                    return -1;
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return (watch.at(series.id()) - pressed) / 1e6;
        }
    }
}
