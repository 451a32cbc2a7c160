// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.chart.SeriesResource;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.feedback.verdict.VerdictResource;
import io.tidewatch.feedback.web.queue.QueuePageResource;
import io.tidewatch.feedback.web.real.Analyst;
import io.tidewatch.feedback.web.real.RealDesk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The label queue by keyboard alone, over a real database. */
class QueueBrowserTest {
    private static final int ALERTS = 40;

    private final List<String> faults = new ArrayList<>();
    private final List<AlertId> ids = new ArrayList<>();
    private DeskFixture fixture;
    private RealDesk desk;
    private Chromium chromium;

    @BeforeEach
    void open() throws IOException {
        chromium = new Chromium();
        fixture = new DeskFixture();
        List<SeriesKey> series = List.of(
                fixture.series("signups", "DE"), fixture.series("signups", "FR"), fixture.series("errors", "DE"));
        for (int i = 0; i < ALERTS; i++) {
            ids.add(fixture.alert(series.get(i % 3), i * 2, 4.2 + i % 9));
        }
        desk = new RealDesk(
                new QueuePageResource(fixture.desk, Analyst.identity()),
                new VerdictResource(fixture.desk.verdicts(), fixture.desk.effects()),
                new SeriesResource(fixture.desk.charts(), fixture.desk.verdicts()));
    }

    @AfterEach
    void shut() {
        desk.close();
        fixture.close();
        chromium.close();
        assertThat(faults).as("errors in the console").isEmpty();
    }

    private Page page(int width) {
        Page page = Pages.open(chromium, width, faults);
        page.navigate(desk.address() + "/queue");
        assertThat(page.locator("html[data-ready]")).isVisible();
        return page;
    }

    @Test
    void fortyAreAnsweredByKeysAlone() {
        Page page = page(1440);
        assertThat(page.locator("#left")).hasText("40 left, about 14 min");
        assertThat(page.locator("#next .row")).hasCount(ALERTS);
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < ALERTS; i++) {
            // The next question stands there before it is answered: the keys go to what is seen.
            page.waitForFunction(
                    "asked => { const o = document.querySelector('#opened'); return o && !asked.includes(o.dataset.id); }",
                    new ArrayList<>(asked));
            asked.add((String) page.evaluate("document.querySelector('#opened').dataset.id"));
            page.keyboard().press(i % 3 == 0 ? "f" : "t");
            assertThat(page.locator("#judged .row")).hasCount(i + 1);
        }
        assertThat(page.locator("#pane")).containsText("All is judged");
        assertThat(page.locator("#left")).hasText("nothing left");
        assertThat(asked).hasSize(ALERTS);
        assertThat(fixture.desk.alerts().counts().unlabelled()).isZero();
        assertThat(fixture.alerts.find(ids.getFirst()).orElseThrow().verdict()).isPresent();
        page.keyboard().press("z");
        assertThat(page.locator("#next .row")).hasCount(1);
        assertThat(page.locator("#finding")).hasText("Was this an anomaly?");
    }

    @Test
    void skippingAndExpectedAndAColleaguesVerdict() {
        Page page = page(1440);
        String first = (String) page.evaluate("document.querySelector('#opened').dataset.id");
        page.keyboard().press("s");
        assertThat(page.locator("#opened")).not().hasAttribute("data-id", first);
        assertThat(page.locator("#next .row").last()).hasAttribute("data-id", first);
        String second = page.locator("#opened").getAttribute("data-id");
        page.keyboard().press("e");
        page.keyboard().type("the sale");
        page.keyboard().press("Enter");
        assertThat(page.locator("#judged .row")).hasCount(1);
        assertThat(fixture.alerts.find(new AlertId(second)).orElseThrow().verdict())
                .contains(VerdictKind.EXPECTED);

        String third = page.locator("#opened").getAttribute("data-id");
        fixture.desk
                .verdicts()
                .give(
                        new AlertId(third),
                        new VerdictInput(
                                VerdictKind.FALSE_ALARM, "", "a release", OptionalLong.empty(), OptionalLong.empty()),
                        "mona");
        page.keyboard().press("t");
        assertThat(page.locator("dialog[open]")).containsText("mona judged it meanwhile");
        assertThat(page.locator("dialog[open]")).containsText("a release");
        page.locator("dialog[open] .primary").click();
        assertThat(page.locator("#judged .row")).hasCount(2);
        assertThat(fixture.alerts.find(new AlertId(third)).orElseThrow().verdict())
                .contains(VerdictKind.TRUE_ANOMALY);
        assertThat(fixture.desk.verdicts().history(new AlertId(third))).hasSize(2);
    }

    @Test
    void nothingAgainstAaAndNothingSidewaysWideOrNarrow() {
        for (int width : List.of(1440, 360)) {
            Page page = page(width);
            assertThat(Axe.violations(page)).as(width + " pixels").isEmpty();
            if (width == 360) {
                page.locator(".row").first().click();
                assertThat(page.locator("#finding")).isVisible();
                assertThat(Axe.violations(page)).as("opened at 360 pixels").isEmpty();
            }
            assertThat((Integer) page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isZero();
            page.context().close();
        }
    }
}
