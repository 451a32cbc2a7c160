// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/**
 * The door.
 *
 * @param problem why the last try failed, and what to do; empty at the first
 * @param user what was typed
 * @param next the page that was asked for
 * @param singleSignOn whether a provider can be signed in with
 */
public record SignInView(
        String theme, String csrf, String assets, String problem, String user, String next, boolean singleSignOn) {
    /** Leads to the provider. */
    public String providerPath() {
        return "/sign-in/sso?next=" + URLEncoder.encode(next, UTF_8);
    }
}
