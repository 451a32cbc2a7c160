// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /ping} as MLflow's scoring server has it: a line break, while the process answers. */
@Path("/ping")
public class PingResource {
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public String ping() {
        return "\n";
    }
}
