// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How a stranger is turned away: a person in a browser to the sign-in page, a program with a status. */
public final class Refusal {
    static final String SIGN_IN = "/sign-in";

    private Refusal() {}

    /** Whether a page was asked for by navigating to it; an htmx call wants a status, which its script handles. */
    public static boolean wantsPage(RoutingContext request) {
        String accept = request.request().getHeader("Accept");
        return request.request().method().name().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && request.request().getHeader("HX-Request") == null
                && !request.normalizedPath().startsWith("/api/");
    }

    /** The sign-in page, which leads back to what was asked for. */
    public static String signIn(RoutingContext request) {
        String asked = request.request().uri();
        return asked.equals("/") ? SIGN_IN : SIGN_IN + "?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
    }

    /** Only paths on this server, so that a link can't send anybody elsewhere after signing in. */
    static String safeNext(String next) {
        boolean here = next.startsWith("/")
                && !next.startsWith("//")
                && next.indexOf('\\') < 0
                && next.chars().noneMatch(Character::isISOControl);
        return here ? next : "/";
    }
}
