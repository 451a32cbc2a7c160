// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.tidewatch.feedback.DeskFixture;
import java.util.List;

/** A page whose clock is the fixture's, and whose every error is noted. */
final class Pages {
    private Pages() {}

    static Page open(Chromium chromium, int width, List<String> faults) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setTimezoneId("America/Bahia_Banderas"))
                .newPage();
        page.clock().setFixedTime(DeskFixture.NOW.toEpochMilli());
        page.onPageError(error -> faults.add("page error: " + error));
        page.onConsoleMessage(message -> {
            // There is no live stream here; what a test asks for in vain is refused as it should be.
            if (message.type().equals("error")
                    && !message.location().contains("/api/v1/live")
                    && !message.text().contains("status of 400")
                    && !message.text().contains("status of 409")) {
                faults.add(message.text());
            }
        });
        return page;
    }
}
