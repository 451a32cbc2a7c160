// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidewatch.storage.people.ApiKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Who a program is: {@code key:} and the prefix that is shown, with its scopes. */
@Singleton
class KeyIdentity implements IdentityProvider<KeyRequest> {
    private final Keys keys;

    @Inject
    KeyIdentity(Keys keys) {
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
        ApiKey key = keys.find(text)
                .orElseThrow(() -> new AuthenticationFailedException("unknown, expired or revoked API key"));
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("key:" + key.prefix()))
                .addRoles(key.scopes())
                .build();
    }
}
