// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium under Playwright; without one the test is skipped and says why. */
final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        Optional<Path> found = Stream.of(
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/snap/bin/chromium")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "browser tests skipped: no Chromium here; on Debian: apt-get install chromium");
        // Two busy cores may take longer than the usual five seconds to draw a page; what is awaited comes or does not.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found.orElseThrow())
                        .setArgs(List.of("--no-sandbox")));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
