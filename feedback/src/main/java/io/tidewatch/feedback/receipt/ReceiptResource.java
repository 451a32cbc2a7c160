// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.receipt;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Receipts over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class ReceiptResource {
    private final ExplainService explain;

    public ReceiptResource(ExplainService explain) {
        this.explain = explain;
    }

    @GET
    @Path("alerts/{id}/receipt")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(
            summary = "Says what an alert came from, and whether its evidence follows from that",
            description =
                    "Model version and data digest, detector constants, the value and what it was compared with, calendar"
                            + " events and verdicts that touch it. ./tidewatch explain does the sums anew on the caller's side.")
    public ReceiptJson of(@PathParam("id") String id) {
        return ReceiptJson.of(explain.of(Ids.alert(id)));
    }
}
