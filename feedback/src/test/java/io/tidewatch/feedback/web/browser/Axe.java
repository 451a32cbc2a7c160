// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The accessibility checker axe-core, run in the page. */
final class Axe {
    private static final String RUN = """
            async () => {
              const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
              return found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 160) + ' | ' + n.failureSummary));
            }
            """;

    private Axe() {}

    /** What breaks WCAG 2.2 AA, one line each. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        page.evaluate(source());
        return (List<String>) page.evaluate(RUN);
    }

    private static String source() {
        try (InputStream file = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (file == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
