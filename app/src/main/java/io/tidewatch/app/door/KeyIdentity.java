// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidewatch.core.role.Access;
import io.tidewatch.storage.people.ApiKey;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/** Who a program is: {@code key:} and the prefix that is shown, with its scopes. */
@Singleton
class KeyIdentity implements IdentityProvider<KeyRequest> {
    /** Made at the first request that needs it: this object is there before the database is. */
    private final Instance<Keys> keys;

    @Inject
    KeyIdentity(Instance<Keys> keys) {
        this.keys = keys;
    }

    @Override
    public Class<KeyRequest> getRequestType() {
        return KeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(KeyRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(request.key()));
    }

    private SecurityIdentity identity(String text) {
        ApiKey key = keys.get()
                .find(text)
                .orElseThrow(() -> new AuthenticationFailedException("unknown, expired or revoked API key"));
        Set<String> roles = new HashSet<>(key.scopes());
        if (roles.remove(Keys.LOCAL)) {
            roles.addAll(Rank.held(Access.ANALYST));
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("key:" + key.prefix()))
                .addRoles(roles)
                .build();
    }
}
