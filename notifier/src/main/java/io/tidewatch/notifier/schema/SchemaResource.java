// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.schema;

import io.tidewatch.core.role.Access;
import io.tidewatch.notifier.format.Formats;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Gives out the schema of the standard payload. */
@Path("/api/v1/webhooks/schema")
public class SchemaResource {
    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Produces("application/schema+json")
    public String schema() {
        return Formats.SCHEMA;
    }
}
