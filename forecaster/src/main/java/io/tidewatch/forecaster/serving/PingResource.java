// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import io.tidewatch.core.role.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /ping} as MLflow's scoring server has it: a line break, while the process answers. */
@Path("/ping")
public class PingResource {
    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Produces(MediaType.APPLICATION_JSON)
    public String ping() {
        return "\n";
    }
}
