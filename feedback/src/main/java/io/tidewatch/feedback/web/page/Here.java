// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.role.FormToken;
import io.tidewatch.feedback.web.page.Frame.Section;
import org.jspecify.annotations.Nullable;

/** Who asks for a page, and how it is to look. */
public record Here(Viewer viewer, String csrf, String theme) {
    public static final String THEME_COOKIE = "tidewatch-theme";

    public static Here of(SecurityIdentity identity, @Nullable String theme) {
        String token = identity.getAttribute(FormToken.ATTRIBUTE);
        Viewer viewer = new Viewer(
                identity.getPrincipal().getName(), identity.hasRole(Access.ANALYST), identity.hasRole(Access.ADMIN));
        return new Here(viewer, token == null ? "" : token, known(theme));
    }

    /** "light", "dark", or empty for whatever the system says. */
    public static String known(@Nullable String theme) {
        return theme != null && (theme.equals("light") || theme.equals("dark")) ? theme : "";
    }

    public Frame frame(String title, Section section, long openAlerts) {
        return Frame.of(
                title,
                section,
                openAlerts,
                viewer,
                theme,
                csrf,
                Site.get().assets().path());
    }
}
