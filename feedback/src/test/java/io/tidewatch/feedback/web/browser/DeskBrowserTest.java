// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.alert.AlertResource;
import io.tidewatch.feedback.calendar.CalendarResource;
import io.tidewatch.feedback.chart.SeriesResource;
import io.tidewatch.feedback.kpi.KpiDraft;
import io.tidewatch.feedback.web.alerts.InboxResource;
import io.tidewatch.feedback.web.calendar.CalendarPageResource;
import io.tidewatch.feedback.web.incidents.IncidentPageResource;
import io.tidewatch.feedback.web.models.ModelPageResource;
import io.tidewatch.feedback.web.real.Analyst;
import io.tidewatch.feedback.web.real.RealDesk;
import io.tidewatch.testkit.alert.AlertEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents, calendar and models in a real browser over a real database. */
class DeskBrowserTest {
    private final List<String> faults = new ArrayList<>();
    private DeskFixture fixture;
    private RealDesk desk;
    private Chromium chromium;

    @BeforeEach
    void open() throws IOException {
        chromium = new Chromium();
        fixture = new DeskFixture();
        desk = new RealDesk(
                new InboxResource(fixture.desk, Analyst.identity()),
                new AlertResource(fixture.desk.alerts()),
                new SeriesResource(fixture.desk.charts(), fixture.desk.verdicts()),
                new IncidentPageResource(fixture.desk, Analyst.identity()),
                new CalendarPageResource(fixture.desk, Analyst.identity()),
                new ModelPageResource(fixture.desk, Analyst.identity()),
                new CalendarResource(fixture.desk.calendar()));
    }

    @AfterEach
    void shut() {
        desk.close();
        fixture.close();
        chromium.close();
        assertThat(faults).as("errors in the console").isEmpty();
    }

    private Page at(String path, int width) {
        Page page = Pages.open(chromium, width, faults);
        page.navigate(desk.address() + path);
        assertThat(page.locator("html[data-ready]")).isVisible();
        return page;
    }

    private AlertId incident() {
        SeriesKey germany = fixture.series("signups", "DE");
        SeriesKey france = fixture.series("signups", "FR");
        fixture.record(
                AlertEvents.opened(germany, DeskFixture.T0, 8),
                AlertEvents.opened(france, DeskFixture.T0 + Micros.MINUTE, 14));
        fixture.desk.incidents().regroup(List.of(AlertEvents.id(germany, DeskFixture.T0)));
        return AlertEvents.id(germany, DeskFixture.T0);
    }

    @Test
    void anIncidentHasItsMostDevatingAlertOnTop() {
        AlertId id = incident();
        Page page = at("/incidents/" + id, 1440);
        assertThat(page.locator("#finding")).hasText("signups rose in 2 series");
        assertThat(page.locator("article .rows .row").first()).containsText("FR");
        assertThat(page.locator(".lanes a")).hasCount(2);
    }

    @Test
    void anAlertIsHandedOverTakenBackAndResolvedByKey() {
        Page page = at("/alerts/" + incident(), 1440);
        assertThat(page.locator("[data-filter=unassigned]")).hasAttribute("href", "/alerts?show=unassigned");
        assertThat(page.locator("#pane a[href^='/silences?']"))
                .hasAttribute("href", "/silences?kpi=signups&labels=country%3DDE");
        assertThat(Axe.violations(page)).isEmpty();
        page.locator("[data-assign]").click();
        page.locator("dialog[open] [name=assignee]").fill("ben");
        page.locator("dialog[open] .primary").click();
        assertThat(page.locator("#facts dd").first()).hasText("Open, ben");
        page.keyboard().press("z");
        assertThat(page.locator("#facts dd").first()).hasText("Open, nobody");
        page.keyboard().press("r");
        assertThat(page.locator("#facts dd").first()).hasText("Resolved");
    }

    @Test
    void anEventIsEnteredChangedAndDeleted() {
        Page page = at("/calendar", 1440);
        assertThat(page.locator(".empty")).containsText("Nothing is entered yet");
        page.locator(".empty [data-opens]").click();
        page.locator("[name=title]").fill("11.11 sale");
        page.locator("[name=from]").fill("2026-11-11T00:00");
        page.locator("[name=to]").fill("2026-11-11T23:00");
        page.locator("[name=repeats]").selectOption("year");
        page.locator("[name=labels]").fill("country=DE");
        page.locator("form .primary").click();
        assertThat(page.locator("tbody")).containsText("11.11 sale");
        assertThat(page.locator("tbody")).containsText("every year");
        assertThat(page.locator("tbody")).containsText("country=DE");
        page.locator("tbody a.button").click();
        // The form stands before the page's script listens.
        page.waitForURL("**/calendar?**");
        assertThat(page.locator("html[data-ready]")).isVisible();
        page.locator("[name=to]").fill("2026-11-10T00:00");
        page.locator("form .primary").click();
        assertThat(page.locator("[data-problem]")).containsText("not after it begins");
        page.locator("[name=to]").fill("2026-11-12T00:00");
        page.locator("form .primary").click();
        assertThat(page.locator("tbody")).containsText("1 d");
        // The row stands before the page's script listens.
        page.waitForLoadState();
        assertThat(fixture.desk.calendar().all().getFirst().schedule()).isInstanceOf(Schedule.Repeating.class);
        page.locator("tbody [data-send^=DELETE]").click();
        page.locator("dialog[open] .primary").click();
        assertThat(page.locator(".empty")).containsText("Nothing is entered yet");
    }

    @Test
    void nothingAgainstAaAndNothingSidewaysOnAnyOfThem() {
        AlertId id = incident();
        fixture.desk.kpis().create("orders", KpiDraft.defaults(), "anna");
        for (int width : List.of(1440, 360)) {
            for (String path : List.of("/incidents", "/incidents/" + id, "/calendar", "/models", "/models/orders")) {
                Page page = at(path, width);
                assertThat(Axe.violations(page)).as(path + " at " + width).isEmpty();
                assertThat((Integer) page.evaluate(
                                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as(path + " at " + width)
                        .isZero();
                page.context().close();
            }
        }
    }
}
