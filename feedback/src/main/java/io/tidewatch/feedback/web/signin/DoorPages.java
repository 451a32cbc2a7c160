// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.signin;

import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Site;
import org.jspecify.annotations.Nullable;

/** The pages before one is inside, as HTML for whoever keeps the door. They need no script. */
public final class DoorPages {
    private DoorPages() {}

    /**
     * A form that posts {@code user}, {@code password}, {@code next} and the form token to {@code /sign-in}.
     *
     * @param theme the cookie {@value Here#THEME_COOKIE}
     * @param singleSignOn whether to lead to {@code /sign-in/sso} as well
     * @param problem why the last try failed; empty at the first
     */
    public static String signIn(
            @Nullable String theme, String token, boolean singleSignOn, String next, String user, String problem) {
        Site site = Site.get();
        return site.render(
                "sign-in",
                new SignInView(Here.known(theme), token, site.assets().path(), problem, user, next, singleSignOn));
    }

    /** A form that posts {@code password} and the form token to {@code /password}. */
    public static String password(@Nullable String theme, String token, int least, String problem) {
        Site site = Site.get();
        return site.render(
                "password",
                new PasswordView(Here.known(theme), token, site.assets().path(), problem, least));
    }
}
