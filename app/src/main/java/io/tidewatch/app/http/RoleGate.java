// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import io.tidewatch.app.start.Assembly;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.RoleName;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A resource is served only where its role runs; the role is the third part of its package's name. */
class RoleGate {
    private static final String ROOT = "io.tidewatch.";
    private final Assembly assembly;

    @Inject
    RoleGate(Assembly assembly) {
        this.assembly = assembly;
    }

    @ServerRequestFilter
    void check(ResourceInfo resource) {
        Optional<RoleName> owner = owner(resource.getResourceClass());
        if (owner.isPresent() && !assembly.runs(owner.get())) {
            throw new TidewatchException(
                    ErrorCode.NOT_FOUND,
                    "This process doesn't run the role " + owner.get().slug() + ", which serves this path;"
                            + " ask one that does, or add it to TIDEWATCH_ROLES.");
        }
    }

    static Optional<RoleName> owner(Class<?> resource) {
        String name = resource.getName();
        if (!name.startsWith(ROOT)) {
            return Optional.empty();
        }
        String module = name.substring(ROOT.length(), name.indexOf('.', ROOT.length()));
        for (RoleName role : RoleName.values()) {
            if (role.slug().equals(module)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
