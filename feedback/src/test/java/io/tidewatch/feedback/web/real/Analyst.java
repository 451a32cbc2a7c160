// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.real;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.tidewatch.core.role.Access;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;

/** Who is signed in. */
public final class Analyst implements SecurityContext {
    /** For resources of pages. */
    public static SecurityIdentity identity() {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("anna.k"))
                .addRoles(Set.of(Access.VIEWER, Access.ANALYST))
                .build();
    }

    @Override
    public Principal getUserPrincipal() {
        return () -> "anna.k";
    }

    @Override
    public boolean isUserInRole(String role) {
        return !role.equals(Access.ADMIN);
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getAuthenticationScheme() {
        return "test";
    }
}
