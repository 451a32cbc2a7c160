// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An analyst at a Chromium without a window. */
final class Browser implements AutoCloseable {
    private final Playwright playwright;
    private final Page page;
    private final URI address;

    Browser(URI address) {
        this.address = address;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        page = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium().orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")))
                .newPage();
    }

    static void onlyIfThereIsOne() {
        Assumptions.assumeTrue(chromium().isPresent(), "no Chromium is installed (Debian: apt-get install chromium)");
    }

    void signIn(String user, String password) {
        page.navigate(address.resolve("/sign-in").toString());
        page.fill("input[name=user]", user);
        page.fill("input[name=password]", password);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("sign-in"));
    }

    /** Opens the alert, says by key that it was a false alarm, and gives what the page answers. */
    String judgeFalse(String alertId) {
        page.navigate(address.resolve("/alerts/" + alertId).toString());
        // The page's script is at work once the chart is drawn.
        page.locator(".uplot canvas").first().waitFor();
        page.keyboard().press("f");
        return page.locator("#toasts .toast").first().innerText();
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
