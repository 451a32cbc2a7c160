// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidewatch.core.role.FormToken;
import io.tidewatch.storage.people.Session;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Who a person is. A cookie that has expired makes a stranger, not an error: the stranger is sent to sign in. */
@Singleton
class SessionIdentity implements IdentityProvider<SessionRequest> {
    /** Made at the first request that needs it: this object is there before the database is. */
    private final Instance<Sessions> sessions;

    @Inject
    SessionIdentity(Instance<Sessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<SessionRequest> getRequestType() {
        return SessionRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(SessionRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(request.token()));
    }

    private SecurityIdentity identity(String token) {
        Optional<Session> session = sessions.get().find(token);
        if (session.isEmpty()) {
            return QuarkusSecurityIdentity.builder().setAnonymous(true).build();
        }
        // Whoever came with a handed-over secret may do one thing: replace it.
        Set<String> roles = session.get().oneTime()
                ? Set.of(Door.NEWCOMER)
                : Rank.held(session.get().role());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(session.get().person()))
                .addRoles(roles)
                .addAttribute(FormToken.ATTRIBUTE, Tokens.formToken(token))
                .build();
    }
}
