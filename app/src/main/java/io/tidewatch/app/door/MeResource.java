// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.role.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who the caller is. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    public record Me(String name, Set<String> roles) {}

    private final SecurityIdentity identity;

    @Inject
    MeResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ, Access.INGEST})
    @Operation(summary = "Who I am and what I may do")
    public Me me() {
        return new Me(identity.getPrincipal().getName(), new TreeSet<>(identity.getRoles()));
    }
}
