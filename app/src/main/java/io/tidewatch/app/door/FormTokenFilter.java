// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.FormToken;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A request that changes something and comes with a cookie must carry the token that the page was given. API keys need none: a
 * browser never sends them by itself. Written here because the token is bound to the session, which Quarkus's extension (a
 * cookie of its own, and no check of JSON bodies) can't do.
 */
class FormTokenFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private final SecurityIdentity identity;

    @Inject
    FormTokenFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    @WithFormRead
    void check(ResteasyReactiveContainerRequestContext request, RoutingContext routing) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        String expected = expected(routing);
        if (expected.isEmpty()) {
            if (routing.normalizedPath().equals(Refusal.SIGN_IN)) {
                throw missing();
            }
            return;
        }
        String given = given(request);
        if (given == null || !Tokens.same(expected, given)) {
            throw missing();
        }
    }

    /** Empty where the caller came with a key, or with nothing at all. */
    private String expected(RoutingContext routing) {
        String ofSession = identity.getAttribute(FormToken.ATTRIBUTE);
        if (ofSession != null) {
            return ofSession;
        }
        Cookie visit = routing.request().getCookie(Door.VISIT_COOKIE);
        return identity.isAnonymous() && visit != null ? Tokens.formToken(visit.getValue()) : "";
    }

    private static @Nullable String given(ResteasyReactiveContainerRequestContext request) {
        String header = request.getHeaderString(FormToken.HEADER);
        if (header != null) {
            return header;
        }
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return context.getFormData() == null ? null : (String) context.getFormParameter(FormToken.FIELD, true, false);
    }

    private static TidewatchException missing() {
        return new TidewatchException(
                ErrorCode.FORBIDDEN,
                "The form's token is missing or belongs to another session. Load the page again and repeat;"
                        + " scripts send it in the header " + FormToken.HEADER + ".");
    }
}
