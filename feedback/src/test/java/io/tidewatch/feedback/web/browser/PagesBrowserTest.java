// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tidewatch.feedback.web.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages in a real browser, over the invented day. */
class PagesBrowserTest {
    private static final List<String> PAGES = List.of(
            "/alerts",
            "/alerts/" + Stage.ALERT,
            "/kpis",
            "/kpis/signups",
            "/overview",
            "/subscriptions",
            "/subscriptions/a1",
            "/silences",
            "/routing",
            "/deliveries",
            "/deliveries/3",
            "/settings",
            "/sign-in?wrong=1");

    private static final boolean LIGHT = false;
    private static final boolean DARK = true;

    private static Chromium chromium;
    private final List<String> faults = new ArrayList<>();
    private Stage stage;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void shut() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        stage = new Stage(0, false);
    }

    @AfterEach
    void stop() {
        stage.close();
        assertThat(faults).as("errors in the console").isEmpty();
    }

    private Page page(int width, int height, boolean dark) {
        var options =
                new Browser.NewContextOptions().setViewportSize(width, height).setTimezoneId("America/Bahia_Banderas");
        if (dark) {
            // Light is the default; to name it fails in a Turkish locale, whose lower case of I has no dot.
            options.setColorScheme(ColorScheme.DARK);
        }
        BrowserContext context = chromium.browser().newContext(options);
        Page page = context.newPage();
        page.clock().setFixedTime(Stage.NOW.toEpochMilli());
        page.onPageError(error -> faults.add("page error: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.onDialog(dialog -> faults.add("a script from a label ran: " + dialog.message()));
        return page;
    }

    private Page at(String path, int width, int height, boolean dark) {
        Page page = page(width, height, dark);
        go(page, path);
        return page;
    }

    private void go(Page page, String path) {
        page.navigate(stage.address() + path);
        if (!path.startsWith("/sign-in")) {
            assertThat(page.locator("html[data-ready]")).isVisible();
        }
    }

    @Test
    void theInboxWorksByKeyboardAlone() {
        Page page = at("/alerts", 1440, 900, LIGHT);
        Locator finding = page.locator("#finding");
        page.keyboard().press("j");
        assertThat(page.locator(".row:focus .what")).containsText("payments.authorised");
        assertThat(finding).containsText("payments per 10 min");
        page.keyboard().press("t");
        assertThat(page.locator("#toasts")).containsText("Marked as an anomaly");
        assertThat(page.locator(".row:focus .when")).containsText("true, anna.k");
        assertThat(page.locator("[data-verdict=true_anomaly]")).hasAttribute("aria-pressed", "true");
        page.keyboard().press("z");
        assertThat(page.locator("#toasts")).containsText("Taken back");
        assertThat(page.locator(".row:focus .when")).containsText("ongoing");
        page.keyboard().press("k");
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator("#bulk")).containsText("2 selected");
        page.keyboard().press("f");
        assertThat(page.locator("#toasts")).containsText("(2 of 2)");
        assertThat(page.locator("#bulk")).isHidden();
        page.keyboard().press("/");
        page.keyboard().type("refunds");
        assertThat(page.locator(".row")).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(page.locator(".row")).hasCount(13);
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys")).isHidden();
        page.context().close();
    }

    @Test
    void expectedAsksWhatItWasAndEnterGivesIt() {
        Page page = at("/alerts/" + Stage.ALERT, 1440, 900, LIGHT);
        page.keyboard().press("e");
        assertThat(page.locator("dialog[open] input[name=cause]")).isFocused();
        page.keyboard().type("the sale");
        page.keyboard().press("Enter");
        assertThat(page.locator("#toasts")).containsText("Marked as expected");
        assertThat(stage.verdict(Stage.ALERT)).isEqualTo("expected");
        page.context().close();
    }

    @Test
    void aLiveChangeKeepsCursorAndPlace() throws IOException {
        Page page = at("/alerts", 1440, 500, LIGHT);
        for (int i = 0; i < 8; i++) {
            page.keyboard().press("j");
        }
        Object before = page.evaluate("document.activeElement.id + '@' + document.getElementById('rows').scrollTop");
        Object row = page.evaluateHandle("document.activeElement");
        stage.judge(Stage.ALERT, "false_alarm");
        stage.announce();
        assertThat(page.locator("#alert-" + Stage.ALERT + " .when")).containsText("false, anna.k");
        assertThat(page.evaluate("document.activeElement.id + '@' + document.getElementById('rows').scrollTop"))
                .isEqualTo(before);
        assertThat(page.evaluate("row => row === document.activeElement", row)).isEqualTo(true);
        page.context().close();
    }

    @Test
    void theChartIsDrawnAndItsCursorMovesByKeys() {
        Page page = at("/alerts/" + Stage.ALERT, 1440, 900, LIGHT);
        assertThat(page.locator(".plot[data-ready] canvas")).isVisible();
        assertThat(page.locator(".readout")).containsText("expected 130 to 160");
        String before = page.locator(".readout .r-time").textContent();
        page.locator(".plot").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator(".readout .r-time")).not().hasText(before);
        page.keyboard().press("Shift+ArrowLeft");
        page.keyboard().press("Shift+ArrowLeft");
        assertThat(page.locator(".selection")).containsText("Mark a missed anomaly");
        page.locator("[data-ranges] button", new Page.LocatorOptions().setHasText("7 d"))
                .click();
        assertThat(page.locator("[data-ranges] button[aria-pressed=true]")).hasText("7 d");
        page.context().close();
    }

    @Test
    void darkFollowsTheSystemAndTheToggle() {
        Page page = at("/alerts", 1440, 900, DARK);
        String background = "getComputedStyle(document.body).backgroundColor";
        assertThat(page.evaluate(background)).isEqualTo("rgb(20, 28, 32)");
        page.locator(".nav .who summary").click();
        page.locator(".nav [data-theme-toggle]").click();
        assertThat(page.evaluate(background)).isEqualTo("rgb(255, 255, 255)");
        page.context().close();
    }

    @Test
    void at360PixelsNothingScrollsSideways() {
        Page page = page(360, 780, LIGHT);
        for (String path : PAGES) {
            page.navigate(stage.address() + path);
            assertThat((Integer) page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(path)
                    .isZero();
        }
        page.navigate(stage.address() + "/alerts");
        assertThat(page.locator("#pane")).isHidden();
        page.locator(".row").first().click();
        assertThat(page.locator("#finding")).isVisible();
        page.locator("[data-back]").click();
        assertThat(page.locator(".row").first()).isVisible();
        page.context().close();
    }

    @Test
    void axeFindsNothingAgainstAaOnAWideLightScreen() {
        assertThat(violations(1440, LIGHT)).isEmpty();
    }

    @Test
    void axeFindsNothingAgainstAaOnANarrowDarkScreen() {
        assertThat(violations(360, DARK)).isEmpty();
    }

    private List<String> violations(int width, boolean dark) {
        List<String> found = new ArrayList<>();
        Page page = page(width, 900, dark);
        for (String path : PAGES) {
            go(page, path);
            Axe.violations(page).forEach(line -> found.add(path + ": " + line));
        }
        page.context().close();
        return found;
    }
}
