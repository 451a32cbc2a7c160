// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import java.util.Locale;

/** Who looks at the page. */
public record Viewer(String name, boolean analyst, boolean admin) {
    /** One or two letters for the badge: "anna.k" is AK. */
    public String initials() {
        StringBuilder letters = new StringBuilder();
        for (String part : name.split("[^\\p{L}\\p{N}]+")) {
            if (!part.isEmpty() && letters.length() < 2) {
                letters.append(part, 0, 1);
            }
        }
        return letters.isEmpty() ? "?" : letters.toString().toUpperCase(Locale.ROOT);
    }

    public String role() {
        if (admin) {
            return "admin";
        }
        return analyst ? "analyst" : "viewer";
    }
}
