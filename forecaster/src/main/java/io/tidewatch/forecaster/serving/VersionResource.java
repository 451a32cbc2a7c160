// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import io.tidewatch.core.role.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.mlflow.tracking.MlflowClientVersion;

/** {@code GET /version} as MLflow's scoring server has it: the version of MLflow whose protocol is spoken. */
@Path("/version")
public class VersionResource {
    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Produces(MediaType.TEXT_PLAIN)
    public String version() {
        return MlflowClientVersion.getClientVersion();
    }
}
