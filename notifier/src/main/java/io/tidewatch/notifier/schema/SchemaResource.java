// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.schema;

import io.tidewatch.core.role.Access;
import io.tidewatch.notifier.format.Formats;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives out the schema of the standard payload. */
@Path("/api/v1/webhooks/schema")
@Tag(name = "Subscriptions")
public class SchemaResource {
    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Produces("application/schema+json")
    @Operation(summary = "Gives the JSON Schema of webhooks in the standard format, version 1")
    public String schema() {
        return Formats.SCHEMA;
    }
}
