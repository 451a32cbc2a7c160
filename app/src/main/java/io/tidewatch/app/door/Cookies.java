// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.app.settings.Settings;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Cookies out of reach of scripts and of other sites. */
@Singleton
class Cookies {
    private final Settings settings;

    @Inject
    Cookies(Settings settings) {
        this.settings = settings;
    }

    /** @param seconds to live; 0 takes it away */
    void set(RoutingContext routing, String name, String value, long seconds) {
        routing.response()
                .addCookie(Cookie.cookie(name, value)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setSecure(settings.secureCookies() || routing.request().isSSL())
                        .setMaxAge(seconds));
    }
}
