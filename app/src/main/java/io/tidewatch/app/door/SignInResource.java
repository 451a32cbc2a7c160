// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.role.FormToken;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.signin.DoorPages;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and replacing one's password. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SignInResource {
    private final SignIn signIn;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Cookies cookies;
    private final boolean singleSignOn;
    private final SecurityIdentity identity;
    private final SecureRandom random = new SecureRandom();

    @Inject
    SignInResource(
            SignIn signIn,
            Sessions sessions,
            Accounts accounts,
            Cookies cookies,
            Settings settings,
            SecurityIdentity identity) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.accounts = accounts;
        this.cookies = cookies;
        this.singleSignOn = settings.singleSignOn().isPresent();
        this.identity = identity;
    }

    @GET
    @Path("sign-in")
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The sign-in page")
    public String page(@QueryParam("next") @DefaultValue("/") String next, RoutingContext routing) {
        return DoorPages.signIn(theme(routing), visitToken(routing), singleSignOn, Refusal.safeNext(next), "", "");
    }

    @POST
    @Path("sign-in")
    @PermitAll
    @Operation(summary = "Sign in; answers with a redirect and the session's cookie")
    public Response signIn(
            @FormParam("user") @DefaultValue("") String user,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("next") @DefaultValue("/") String next,
            RoutingContext routing) {
        Optional<SignIn.Opened> opened;
        try {
            String address = String.valueOf(routing.request().remoteAddress().hostAddress());
            opened = signIn.with(user, password, address);
        } catch (SignIn.TooMany e) {
            return Response.status(e.code().status())
                    .header("Retry-After", e.seconds())
                    .entity(DoorPages.signIn(
                            theme(routing),
                            visitToken(routing),
                            singleSignOn,
                            Refusal.safeNext(next),
                            user,
                            String.valueOf(e.getMessage())))
                    .build();
        }
        if (opened.isEmpty()) {
            return Response.status(401)
                    .entity(DoorPages.signIn(
                            theme(routing),
                            visitToken(routing),
                            singleSignOn,
                            Refusal.safeNext(next),
                            user,
                            "Name or password is wrong."))
                    .build();
        }
        cookies.set(
                routing,
                Door.SESSION_COOKIE,
                opened.get().token(),
                sessions.life().toSeconds());
        cookies.set(routing, Door.VISIT_COOKIE, "", 0);
        return see(opened.get().person().oneTime() ? "/password" : Refusal.safeNext(next));
    }

    @POST
    @Path("sign-out")
    @RolesAllowed({Access.VIEWER, Door.NEWCOMER})
    @Operation(summary = "End the session")
    public Response signOut(RoutingContext routing) {
        Cookie session = routing.request().getCookie(Door.SESSION_COOKIE);
        if (session != null) {
            sessions.close(session.getValue());
        }
        cookies.set(routing, Door.SESSION_COOKIE, "", 0);
        return see(Refusal.SIGN_IN);
    }

    @GET
    @Path("password")
    @RolesAllowed({Access.VIEWER, Door.NEWCOMER})
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The page on which a person sets a password")
    public String passwordPage(RoutingContext routing) {
        return DoorPages.password(theme(routing), formToken(), Passwords.LEAST, "");
    }

    @POST
    @Path("password")
    @RolesAllowed({Access.VIEWER, Door.NEWCOMER})
    @Operation(summary = "Set one's own password; all one's sessions end and a new one begins")
    public Response setPassword(@FormParam("password") @DefaultValue("") String password, RoutingContext routing) {
        String name = identity.getPrincipal().getName();
        try {
            accounts.setOwn(name, password);
        } catch (TidewatchException e) {
            return Response.status(e.code().status())
                    .entity(DoorPages.password(
                            theme(routing), formToken(), Passwords.LEAST, String.valueOf(e.getMessage())))
                    .build();
        }
        cookies.set(
                routing,
                Door.SESSION_COOKIE,
                sessions.open(name),
                sessions.life().toSeconds());
        return see("/");
    }

    private static @Nullable String theme(RoutingContext routing) {
        Cookie theme = routing.request().getCookie(Here.THEME_COOKIE);
        return theme == null ? null : theme.getValue();
    }

    private String formToken() {
        String token = identity.getAttribute(FormToken.ATTRIBUTE);
        return token == null ? "" : token;
    }

    private String visitToken(RoutingContext routing) {
        Cookie known = routing.request().getCookie(Door.VISIT_COOKIE);
        if (known != null && !known.getValue().isEmpty()) {
            return Tokens.formToken(known.getValue());
        }
        String visit = Tokens.random(random, 32);
        cookies.set(routing, Door.VISIT_COOKIE, visit, 3600);
        return Tokens.formToken(visit);
    }

    private static Response see(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}
