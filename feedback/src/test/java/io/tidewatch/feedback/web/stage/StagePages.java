// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import io.tidewatch.feedback.web.alerts.AlertView;
import io.tidewatch.feedback.web.alerts.AlertView.Choice;
import io.tidewatch.feedback.web.alerts.AlertView.Fact;
import io.tidewatch.feedback.web.alerts.AlertView.Line;
import io.tidewatch.feedback.web.alerts.AlertView.Why;
import io.tidewatch.feedback.web.alerts.Filter;
import io.tidewatch.feedback.web.alerts.Group;
import io.tidewatch.feedback.web.alerts.InboxView;
import io.tidewatch.feedback.web.alerts.Row;
import io.tidewatch.feedback.web.chart.ChartView;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.page.Frame;
import io.tidewatch.feedback.web.page.Viewer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pages' views over the invented day, with the verdicts that a test gave. */
final class StagePages {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Map<String, String> SAID =
            Map.of("true_anomaly", "true", "false_alarm", "false", "expected", "expected", "new_normal", "new normal");

    final Map<String, String> verdicts = new ConcurrentHashMap<>();
    private final String assets;
    private final boolean quiet;

    /** @param quiet whether nothing is watched yet */
    StagePages(String assets, boolean quiet) {
        this.assets = assets;
        this.quiet = quiet;
    }

    Frame frame(String title, Frame.Section section, String theme) {
        long open = quiet ? 0 : 7;
        return Frame.of(title, section, open, new Viewer("anna.k", true, true), theme, "token", assets);
    }

    InboxView inbox(String query, @Nullable String opened, String theme) {
        List<Group> groups = List.of(
                group("open", "Open", "Open", query, opened, "Nothing is open. Quiet days stay quiet."),
                group(
                        "acknowledged",
                        "Acknowledged",
                        "Taken",
                        query,
                        opened,
                        "Nobody works on an alert. Take one with a."),
                group(
                        "resolved",
                        "Resolved, last 24 h",
                        "Resolved",
                        query,
                        opened,
                        "Nothing ended in the last 24 hours."));
        String first = opened == null ? Stories.ALL.getFirst().id() : opened;
        return new InboxView(
                frame("Alerts", Frame.Section.ALERTS, theme),
                query,
                List.of(
                        new Filter("all", "All", "/alerts", true),
                        new Filter("mine", "Mine", "/alerts?show=mine", false),
                        new Filter("unassigned", "Unassigned", "/alerts?show=unassigned", false),
                        new Filter("unjudged", "No verdict", "/alerts?show=unjudged", false)),
                groups,
                quiet ? null : alert(first),
                opened != null,
                !quiet);
    }

    private Group group(String key, String title, String tab, String query, @Nullable String opened, String empty) {
        List<Row> rows = Stories.ALL.stream()
                .filter(story -> !quiet && story.group().equals(key))
                .filter(story -> (story.kpi() + story.labels())
                        .toLowerCase(Locale.ROOT)
                        .contains(query.toLowerCase(Locale.ROOT)))
                .map(story -> row(story, opened))
                .toList();
        return new Group(key, title, tab, rows.size(), rows, empty);
    }

    List<Row> rowsOf(String kpi) {
        return Stories.ALL.stream()
                .filter(story -> story.kpi().equals(kpi))
                .map(story -> row(story, null))
                .toList();
    }

    List<Row> rowsIn(String group) {
        return Stories.ALL.stream()
                .filter(story -> story.group().equals(group))
                .map(story -> row(story, null))
                .toList();
    }

    private Row row(Story story, @Nullable String opened) {
        String verdict = verdicts.get(story.id());
        String aside = verdict == null ? story.aside() : SAID.get(verdict) + ", anna.k";
        return new Row(
                story.id(),
                aside.hashCode(),
                verdict == null ? 0 : 7,
                "/alerts/" + story.id(),
                story.severity(),
                story.kpi(),
                story.labels(),
                story.shortFinding(),
                story.spark(),
                Moment.of(story.from(), Story.NOW, ZONE),
                aside,
                story.id().equals(opened));
    }

    AlertView alert(String id) {
        Story story = Stories.byId(id);
        Moment started = Moment.of(story.from(), Story.NOW, ZONE);
        String lasted = Spans.words(Duration.between(story.from(), story.to()));
        String given = verdicts.getOrDefault(id, "");
        return new AlertView(
                id,
                given.hashCode(),
                given.isEmpty() ? 0 : 7,
                "/alerts/" + id,
                story.severity(),
                story.kpi(),
                "/kpis/" + story.kpi(),
                story.labels(),
                story.finding(),
                List.of(
                        Fact.plain("Status", story.group().equals("open") ? "Open, nobody" : "Acknowledged, anna"),
                        Fact.timed("Started", started.clock() + ", " + lasted, started),
                        Fact.plain(
                                "Severity",
                                story.severity().substring(0, 1).toUpperCase(Locale.ROOT)
                                        + story.severity().substring(1)),
                        Fact.plain("Score", "0.997"),
                        Fact.linked("Model", "v17, champion", "/kpis/" + story.kpi() + "#model")),
                chart(story),
                List.of(
                        new Why("Depth", "Below the band for 11 points in a row; the rule asks for 3."),
                        new Why("Habit", "The last 4 Tuesdays at 14:20 had 133, 139, 146 and 137."),
                        new Why("Elsewhere", "All 8 other countries are inside their bounds; only DE fell."),
                        new Why("Calendar", "No event covers DE today.")),
                story.group().equals("open"),
                story.group().equals("open"),
                true,
                "",
                "",
                "/silences?kpi=" + story.kpi(),
                List.of(
                        choice(
                                "true_anomaly",
                                "t",
                                "check",
                                "Yes, an anomaly",
                                "Keeps these 11 points out of training. The bounds stay.",
                                given),
                        choice(
                                "false_alarm",
                                "f",
                                "x",
                                "No, a false alarm",
                                "Raises the threshold of this series at once.",
                                given),
                        choice(
                                "expected",
                                "e",
                                "calendar",
                                "Expected, it was …",
                                "Keeps the stretch out of training; the threshold stays.",
                                given),
                        choice(
                                "new_normal",
                                "n",
                                "trending-up",
                                "A new normal from here",
                                "Learns the level again from 12:40; the band follows.",
                                given)),
                history(story, given),
                List.of("model v17", "calibration 3", "settings 2", "detector 1"));
    }

    private static Choice choice(String kind, String key, String icon, String title, String effect, String given) {
        return new Choice(kind, key, icon, title, effect, kind.equals(given));
    }

    private static List<Line> history(Story story, String given) {
        List<Line> lines = new ArrayList<>();
        Moment when = Moment.of(Story.NOW, Story.NOW, ZONE);
        if (!given.isEmpty()) {
            lines.add(new Line("check", SAID.getOrDefault(given, given), "anna.k", "", when, false));
        }
        if (story.group().equals("resolved")) {
            lines.add(new Line("x", "false alarm", "mona", "<img src=x onerror=alert(1)> a load test", when, true));
        }
        return lines;
    }

    ChartView chart(Story story) {
        return new ChartView(
                "/stage/chart/" + story.id(),
                "4711",
                Story.NOW.minus(Duration.ofHours(23)),
                Story.NOW.plus(Duration.ofHours(1)),
                story.id(),
                ZONE.getId(),
                story.units().unit(),
                story.units().kind().name().toLowerCase(Locale.ROOT),
                story.kpi() + story.labels() + " with its expected band");
    }
}
