// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.chart.SeriesResource;
import io.tidewatch.feedback.web.alerts.InboxResource;
import io.tidewatch.feedback.web.calendar.CalendarPageResource;
import io.tidewatch.feedback.web.detectors.DetectorPageResource;
import io.tidewatch.feedback.web.incidents.IncidentPageResource;
import io.tidewatch.feedback.web.incoming.IncomingPageResource;
import io.tidewatch.feedback.web.kpis.KpiPageResource;
import io.tidewatch.feedback.web.models.ModelPageResource;
import io.tidewatch.feedback.web.overview.OverviewResource;
import io.tidewatch.feedback.web.queue.QueuePageResource;
import io.tidewatch.feedback.web.real.Analyst;
import io.tidewatch.feedback.web.real.RealDesk;
import io.tidewatch.feedback.web.routing.RoutingPageResource;
import io.tidewatch.feedback.web.settings.SettingsResource;
import io.tidewatch.feedback.web.silences.SilencePageResource;
import io.tidewatch.feedback.web.subscriptions.SubscriptionPageResource;
import io.tidewatch.testkit.alert.AlertEvents;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each page of the navigation over a real database: accessible in both themes, never wider than the screen. */
class EveryPageBrowserTest {
    private final List<String> faults = new ArrayList<>();

    /** What the role ingest would answer. */
    @Path("/api/v1/ingest")
    public static final class Ingest {
        @GET
        @Path("status")
        public Map<String, Object> status() {
            return Map.of(
                    "written",
                    1_234_567,
                    "refused",
                    3,
                    "refusedByCause",
                    Map.of("too_old", 2, "not_finite", 1),
                    "turnedAway",
                    0,
                    "mappingRules",
                    2,
                    "cardinality",
                    Map.of("series", 2, "byKpi", Map.of("signups", 2), "byLabel", Map.of("country", 2)),
                    "hottest",
                    List.of(Map.of("series", "signups{country=DE}", "points", 12_800, "error", 64)),
                    "trouble",
                    "");
        }

        @GET
        @Path("rejected")
        public List<Map<String, Object>> rejected() {
            return List.of(Map.of(
                    "at",
                    "2026-03-01T11:58:00Z",
                    "door",
                    "line",
                    "code",
                    "not_finite",
                    "message",
                    "signups is NaN; send a finite number",
                    "input",
                    "signups,country=<b>DE</b> value=NaN"));
        }
    }

    @Test
    void eachIsAccessibleInBothThemesAndFitsAPhone() throws IOException {
        List<String> found = new ArrayList<>();
        try (Chromium chromium = new Chromium();
                DeskFixture fixture = new DeskFixture();
                RealDesk desk = pages(fixture)) {
            fill(fixture);
            Page page = Pages.open(chromium, 1440, faults);
            page.navigate(desk.address() + "/overview");
            List<String> paths = page.locator(".nav-line").all().stream()
                    .map(line -> line.getAttribute("href"))
                    .toList();
            assertThat(paths).hasSizeGreaterThan(12);
            for (String path : paths) {
                page.setViewportSize(360, 780);
                page.navigate(desk.address() + path);
                assertThat(page.locator("html[data-ready]")).isVisible();
                if ((Integer) page.evaluate(
                                "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        > 0) {
                    found.add(path + " is wider than 360 pixels");
                }
                Axe.violations(page).forEach(line -> found.add(path + ", light and narrow: " + line));
                page.setViewportSize(1440, 900);
                page.evaluate("document.documentElement.dataset.theme = 'dark'");
                Axe.violations(page).forEach(line -> found.add(path + ", dark: " + line));
            }
        }
        assertThat(found).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void whatWasRefusedStandsWithItsCauseAndIsNotExecuted() throws IOException {
        try (Chromium chromium = new Chromium();
                DeskFixture fixture = new DeskFixture();
                RealDesk desk = pages(fixture)) {
            Page page = Pages.open(chromium, 1440, faults);
            page.navigate(desk.address() + "/incoming");
            assertThat(page.locator("[data-tiles]")).containsText("1\u2009234\u2009567");
            assertThat(page.locator("[data-causes] tbody tr").first()).hasText("too old2");
            assertThat(page.locator("[data-rejected]")).containsText("signups is NaN; send a finite number");
            assertThat(page.locator("[data-rejected] code")).hasText("signups,country=<b>DE</b> value=NaN");
            assertThat(page.locator("[data-hottest]")).containsText("signups{country=DE}");
        }
        assertThat(faults).isEmpty();
    }

    private static RealDesk pages(DeskFixture fixture) throws IOException {
        var anna = Analyst.identity();
        return new RealDesk(
                new InboxResource(fixture.desk, anna),
                new OverviewResource(fixture.desk, anna),
                new IncidentPageResource(fixture.desk, anna),
                new KpiPageResource(fixture.desk, anna),
                new QueuePageResource(fixture.desk, anna),
                new DetectorPageResource(fixture.desk, anna),
                new CalendarPageResource(fixture.desk, anna),
                new ModelPageResource(fixture.desk, anna),
                new IncomingPageResource(fixture.desk, anna),
                new SubscriptionPageResource(fixture.desk, anna),
                new SilencePageResource(fixture.desk, anna),
                new RoutingPageResource(fixture.desk, anna),
                new SettingsResource(fixture.desk, anna),
                new SeriesResource(fixture.desk.charts(), fixture.desk.verdicts()),
                new Ingest());
    }

    private static void fill(DeskFixture fixture) {
        SeriesKey germany = fixture.series("signups", "DE");
        SeriesKey france = fixture.series("signups", "FR");
        fixture.record(
                AlertEvents.opened(germany, DeskFixture.T0, 8),
                AlertEvents.opened(france, DeskFixture.T0 + Micros.MINUTE, 14));
        fixture.alert(germany, 48, 6);
        fixture.desk.incidents().regroup(List.of(AlertEvents.id(germany, DeskFixture.T0)));
    }
}
