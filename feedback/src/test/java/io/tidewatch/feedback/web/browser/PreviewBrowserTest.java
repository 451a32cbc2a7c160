// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.chart.SeriesResource;
import io.tidewatch.feedback.detector.DetectorCodeResource;
import io.tidewatch.feedback.detector.DetectorResource;
import io.tidewatch.feedback.kpi.KpiDraft;
import io.tidewatch.feedback.replay.ReplayResource;
import io.tidewatch.feedback.web.detectors.DetectorPageResource;
import io.tidewatch.feedback.web.kpis.KpiPageResource;
import io.tidewatch.feedback.web.real.Analyst;
import io.tidewatch.feedback.web.real.RealDesk;
import io.tidewatch.storage.replay.ReplayStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a changed budget would do is shown before it is saved. */
class PreviewBrowserTest {
    private static final String RESULT = """
            {"sentence": "3 alerts instead of 7 in 28 days: 4 false ones removed.",
             "before": {"alerts": 7, "perWeek": 1.75, "perSeriesAndWeek": 1.75, "budgetPerSeriesAndWeek": 7,
               "labels": {"isTrue": 3, "isFalse": 4, "expected": 0, "unlabelled": 0}, "precision": 0.4286, "eventsFound": 3},
             "after": {"alerts": 3, "perWeek": 0.75, "perSeriesAndWeek": 0.75, "budgetPerSeriesAndWeek": 1,
               "labels": {"isTrue": 3, "isFalse": 0, "expected": 0, "unlabelled": 0}, "precision": 1, "eventsFound": 3},
             "trueEvents": 3, "series": 1, "points": 40320, "weeks": 4,
             "from": "2026-02-01T00:00:00Z", "to": "2026-03-01T00:00:00Z",
             "kept": {"count": 3, "labels": {}, "alerts": []}, "gained": {"count": 0, "labels": {}, "alerts": []},
             "lost": {"count": 4, "labels": {}, "alerts": [{"series": "orders<b>", "started": "2026-02-03T10:00:00Z",
               "severity": "low", "label": "false", "alert": null}]}}
            """;

    @Test
    void theEffectOfABudgetIsSeenBeforeItIsSavedAndGoesStale() throws IOException {
        List<String> faults = new ArrayList<>();
        try (Chromium chromium = new Chromium();
                DeskFixture fixture = new DeskFixture()) {
            fixture.desk.kpis().create("orders", KpiDraft.defaults(), "anna");
            fixture.series("orders", "DE");
            try (RealDesk desk = new RealDesk(
                    new KpiPageResource(fixture.desk, Analyst.identity()),
                    new SeriesResource(fixture.desk.charts(), fixture.desk.verdicts()),
                    new ReplayResource(fixture.desk.replays()))) {
                Page page = Pages.open(chromium, 1440, faults);
                page.navigate(desk.address() + "/kpis/orders");
                page.locator("[name='detector.budget']").fill("4");
                page.locator("[data-replay]").click();
                answer(fixture);
                assertThat(page.locator("[data-replay-answer]")).containsText("4 false ones removed");
                assertThat(page.locator("[data-replay-answer]")).containsText("precision 1 (n 3)");
                page.locator("[data-replay-answer] summary").click();
                assertThat(page.locator("[data-replay-answer] td").nth(1)).hasText("orders<b>");
                assertThat(Axe.violations(page)).isEmpty();
                page.locator("[name='detector.budget']").fill("2");
                assertThat(page.locator("[data-replay-answer]")).containsText("preview again");
                assertThat(Axe.violations(page)).isEmpty();
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aDetectorIsEditedBesideWhatItWouldHaveRaised() throws IOException {
        List<String> faults = new ArrayList<>();
        try (Chromium chromium = new Chromium();
                DeskFixture fixture = new DeskFixture()) {
            fixture.desk.kpis().create("orders", KpiDraft.defaults(), "anna");
            fixture.series("orders", "DE");
            try (RealDesk desk = new RealDesk(
                    new DetectorPageResource(fixture.desk, Analyst.identity()),
                    new SeriesResource(fixture.desk.charts(), fixture.desk.verdicts()),
                    new DetectorResource(fixture.desk.detectors()),
                    new ReplayResource(fixture.desk.replays()))) {
                Page page = Pages.open(chromium, 1440, faults);
                page.navigate(desk.address() + "/detectors");
                page.locator("a", new Page.LocatorOptions().setHasText("orders/adaptive"))
                        .click();
                assertThat(page.locator("html[data-ready] [data-page=detector]"))
                        .isVisible();
                page.locator("[name='adaptive.budget']").fill("4");
                page.locator("[name='conditions.n']").fill("3");
                assertThat(page.locator(".was")).hasText(new String[] {"was 1 of 1", "was 28"});
                page.locator("[data-run]").click();
                answer(fixture);
                assertThat(page.locator("[data-finding]")).containsText("4 false ones removed");
                assertThat(page.locator(".editor-preview [data-state]")).containsText("current, replayed on 40");
                assertThat(page.locator("[data-alerts] tbody tr")).hasCount(1);
                assertThat(Axe.violations(page)).isEmpty();
                page.locator("[name='conditions.minAbsoluteDeviation']").fill("2");
                assertThat(page.locator(".editor-preview [data-state]")).containsText("stale");
                // Whoever opens the address sees the same settings.
                page.navigate(page.url());
                assertThat(page.locator("[name='adaptive.budget']")).hasValue("4");
                answer(fixture);
                assertThat(page.locator("[data-finding]")).containsText("3 alerts instead of 7");
                page.locator("button.primary").click();
                assertThat(page.locator("[data-revision]")).hasText("r2");
                assertThat(Axe.violations(page)).isEmpty();
                Detector.Adaptive saved = fixture.desk.kpis().find("orders").detector();
                assertThat(saved.budget()).isEqualTo(4);
                assertThat(saved.conditions().n()).isEqualTo(3);
                assertThat(saved.minAbsoluteDeviation()).isEqualTo(2);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void otherKindsAreWrittenAsText() throws IOException {
        List<String> faults = new ArrayList<>();
        try (Chromium chromium = new Chromium();
                DeskFixture fixture = new DeskFixture()) {
            fixture.desk.kpis().create("cpu", KpiDraft.defaults(), "anna");
            try (RealDesk desk = new RealDesk(
                    new DetectorPageResource(fixture.desk, Analyst.identity()),
                    new DetectorResource(fixture.desk.detectors()),
                    new DetectorCodeResource(fixture.desk.detectors(), fixture.desk.kpis()))) {
                Page page = Pages.open(chromium, 360, faults);
                page.navigate(desk.address() + "/detectors");
                page.locator("[data-opens]").click();
                page.locator("[name=kind]").selectOption("threshold");
                page.locator("form .primary").click();
                assertThat(page.locator("html[data-ready] [data-page=detector-code]"))
                        .isVisible();
                String yaml = page.locator("textarea").inputValue();
                page.locator("textarea").fill(yaml.replace("PT5M", "5 minutes"));
                page.locator("form .primary").click();
                assertThat(page.locator("[data-problem]")).containsText("5 minutes");
                page.locator("textarea").fill(yaml.replace("80.0", "95.0"));
                page.locator("[data-check]").click();
                assertThat(page.locator("[data-answer]")).containsText("cpu/limit: created");
                assertThat(Axe.violations(page)).isEmpty();
                page.locator("form .primary").click();
                assertThat(page.locator("tbody")).containsText("mean over 5 min above 95");
                assertThat(fixture.desk.detectors().of("cpu")).hasSize(2);
            }
        }
        // The refusal is asked for here.
        assertThat(faults).allMatch(fault -> fault.contains("400"));
    }

    /** What the replay role does. */
    private static void answer(DeskFixture fixture) {
        RequestStore requests = new RequestStore(fixture.database);
        Request asked = Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> requests.take(EnumSet.of(RequestKind.PREVIEW), DeskFixture.NOW), Optional::isPresent)
                .orElseThrow();
        assertThat(asked.payload()).contains("4");
        new ReplayStore(fixture.database).saveResult(asked.id(), RESULT, DeskFixture.NOW);
        requests.done(asked.id(), "", DeskFixture.NOW);
    }
}
