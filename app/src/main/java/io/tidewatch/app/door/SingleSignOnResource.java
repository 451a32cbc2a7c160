// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.app.settings.Settings;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.people.PersonStore;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with a provider: the browser goes there with an errand, which it keeps in a cookie, and comes back with a code. From
 * then on it has a session like any other.
 */
@Path("/sign-in/sso")
public class SingleSignOnResource {
    private static final String ERRAND_COOKIE = "tidewatch_errand";
    private static final int ERRAND_SECONDS = 600;

    private record SignOn(Provider provider, Arrivals arrivals) {}

    private final Optional<SignOn> signOn;
    private final Sessions sessions;
    private final Settings settings;
    private final Cookies cookies;
    private final SecureRandom random = new SecureRandom();

    @Inject
    SingleSignOnResource(
            Database database, Sessions sessions, Settings settings, Cookies cookies, InstantSource clock) {
        this.signOn = settings.singleSignOn()
                .map(provider ->
                        new SignOn(new Provider(provider), new Arrivals(new PersonStore(database), provider, clock)));
        this.sessions = sessions;
        this.settings = settings;
        this.cookies = cookies;
    }

    @GET
    @PermitAll
    @Operation(summary = "Sends the browser to the single sign-on provider")
    public Response leave(@QueryParam("next") @DefaultValue("/") String next, RoutingContext routing) {
        Provider.Errand errand =
                new Provider.Errand(Tokens.random(random, 32), Tokens.random(random, 32), Tokens.random(random, 48));
        URI provider = signOn().provider().signIn(errand, callback());
        cookies.set(
                routing,
                ERRAND_COOKIE,
                String.join(
                        ".",
                        errand.state(),
                        errand.nonce(),
                        errand.verifier(),
                        URLEncoder.encode(Refusal.safeNext(next), StandardCharsets.UTF_8)),
                ERRAND_SECONDS);
        return Response.seeOther(provider).build();
    }

    @GET
    @Path("done")
    @PermitAll
    @Operation(
            summary = "Takes back a browser that the provider sends; answers with a redirect and the session's cookie")
    public Response comeBack(
            @QueryParam("code") @DefaultValue("") String code,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("error") @DefaultValue("") String error,
            RoutingContext routing) {
        SignOn at = signOn();
        List<String> kept = kept(routing.request().getCookie(ERRAND_COOKIE));
        cookies.set(routing, ERRAND_COOKIE, "", 0);
        if (kept.size() != 4 || !Tokens.same(kept.getFirst(), state)) {
            throw new TidewatchException(
                    ErrorCode.UNAUTHENTICATED,
                    "This browser has not set out to sign in, or more than ten minutes ago. Sign in again.");
        }
        if (!error.isEmpty() || code.isEmpty()) {
            throw new TidewatchException(
                    ErrorCode.UNAUTHENTICATED,
                    "The provider did not sign you in: " + (error.isEmpty() ? "no code came with you" : error)
                            + ". Sign in again.");
        }
        Provider.Errand errand = new Provider.Errand(kept.get(0), kept.get(1), kept.get(2));
        String person = at.arrivals().admit(at.provider().arrival(errand, code, callback()));
        cookies.set(
                routing,
                Door.SESSION_COOKIE,
                sessions.open(person),
                sessions.life().toSeconds());
        return Response.seeOther(URI.create(Refusal.safeNext(URLDecoder.decode(kept.get(3), StandardCharsets.UTF_8))))
                .build();
    }

    private SignOn signOn() {
        return signOn.orElseThrow(() -> new TidewatchException(
                ErrorCode.NOT_FOUND, "Single sign-on is not set up; docs/operations.md says how."));
    }

    /** To be entered at the provider. */
    private URI callback() {
        return URI.create(settings.publicUrl().replaceAll("/+$", "") + "/sign-in/sso/done");
    }

    private static List<String> kept(@Nullable Cookie cookie) {
        return cookie == null ? List.of() : List.of(cookie.getValue().split("\\.", 4));
    }
}
