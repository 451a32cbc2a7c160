// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.desk;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.tidewatch.core.role.FormToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An analyst at a Chromium without a window. */
final class Visitor implements AutoCloseable {
    /** Counts strokes of canvases, so that one can see when a chart is drawn. */
    private static final String WATCH = "window.strokes = 0; window.stroked = 0;"
            + "const stroke = CanvasRenderingContext2D.prototype.stroke;"
            + "CanvasRenderingContext2D.prototype.stroke = function (...all) {"
            + "  window.strokes++; window.stroked = performance.now(); return stroke.apply(this, all); };";

    private final RunningApp app;
    private final Playwright playwright;
    private final Browser browser;
    private final String state;

    /**
     * What a visit came to.
     *
     * @param paint first contentful paint, milliseconds since the address was entered
     * @param answered until the page's first byte
     * @param kilobytes sent for all of it, compressed where it was
     */
    record Visit(double paint, double answered, double kilobytes) {}

    Visitor(RunningApp app) {
        this.app = app;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")));
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(app.address("/sign-in").toString());
            page.fill("input[name=user]", "admin");
            page.fill("input[name=password]", RunningApp.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(url -> !url.contains("sign-in"));
            state = context.storageState();
        }
    }

    /** A page of somebody who is signed in and has nothing cached. */
    Page page() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setStorageState(state));
        context.addInitScript(WATCH);
        Page page = context.newPage();
        page.setViewportSize(1280, 800);
        return page;
    }

    /** Opens an address with an empty cache. */
    Visit visit(Page page, String path) {
        page.navigate(app.address(path).toString());
        until(page, "performance.getEntriesByName('first-contentful-paint').length > 0");
        page.waitForLoadState();
        double paint = number(page, "performance.getEntriesByName('first-contentful-paint')[0].startTime");
        double answered = number(page, "performance.getEntriesByType('navigation')[0].responseStart");
        double bytes = number(
                page,
                "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
                        + ".reduce((sum, each) => sum + each.transferSize, 0)");
        return new Visit(paint, answered, bytes / 1024);
    }

    /** Milliseconds from a click until the chart has been drawn and is drawn no more. */
    double redraw(Page page, String selector) {
        until(page, "window.strokes > 0");
        double clicked = number(page, "performance.now()");
        int before = (int) number(page, "window.strokes");
        page.waitForResponse(response -> response.url().contains("/chart"), () -> page.click(selector));
        until(page, "window.strokes > " + before + " && performance.now() - window.stroked > 400");
        return number(page, "window.stroked") - clicked;
    }

    /** Asks from outside: the pages' policy lets no text be run as script. */
    void until(Page page, String condition) {
        while (!Boolean.TRUE.equals(page.evaluate(condition))) {
            page.waitForTimeout(10);
        }
    }

    /** Sends JSON as the pages do. */
    void post(Page page, String path, String json) {
        Object status = page.evaluate(
                "async ([path, body]) => (await fetch(path, {method: 'POST', body, headers: {'Content-Type':"
                        + " 'application/json', '" + FormToken.HEADER + "': document.querySelector('meta[name=\""
                        + FormToken.FIELD + "\"]').content}})).status",
                List.of(path, json));
        if (((Number) status).intValue() / 100 != 2) {
            throw new IllegalStateException("POST " + path + " gave " + status);
        }
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium is installed (Debian: chromium)"));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
