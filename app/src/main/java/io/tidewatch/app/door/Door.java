// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tidewatch.app.start.Assembly;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The door: programs show an API key ({@code Authorization: Bearer tw_…}, or {@code Token tw_…} as Influx's clients write it),
 * people a session's cookie. Strangers with a browser are sent to sign in, others get 401.
 */
@Singleton
class Door implements HttpAuthenticationMechanism {
    static final String SESSION_COOKIE = "tidewatch_session";
    /** Of a stranger who was shown the sign-in page; the page's form token belongs to it. */
    static final String VISIT_COOKIE = "tidewatch_visit";
    /** Who is signed in with a handed-over secret. */
    static final String NEWCOMER = "newcomer";

    private final Assembly assembly;

    @Inject
    Door(Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        if (!assembly.ready()) {
            // Only health is answered then, and it is open.
            return Uni.createFrom().nullItem();
        }
        Optional<String> key = key(request.request().getHeader("Authorization"));
        if (key.isPresent()) {
            return identities.authenticate(new KeyRequest(key.get()));
        }
        Cookie cookie = request.request().getCookie(SESSION_COOKIE);
        return cookie == null
                ? Uni.createFrom().nullItem()
                : identities.authenticate(new SessionRequest(cookie.getValue()));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom()
                .item(
                        Refusal.wantsPage(request)
                                ? new ChallengeData(302, Map.of("Location", Refusal.signIn(request)))
                                : new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"tidewatch\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(KeyRequest.class, SessionRequest.class);
    }

    private static Optional<String> key(@org.jspecify.annotations.Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        for (String scheme : new String[] {"Bearer ", "Token "}) {
            if (header.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return Optional.of(header.substring(scheme.length()).strip());
            }
        }
        return Optional.empty();
    }
}
