// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.deletion;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deletions over HTTP. There is no way back, so they are for admins. */
@Path("/api/v1")
@Tag(name = "KPIs")
public class DeletionResource {
    private final DeletionService deletions;

    public DeletionResource(DeletionService deletions) {
        this.deletions = deletions;
    }

    @DELETE
    @Path("kpis/{kpi}")
    @RolesAllowed(Access.ADMIN)
    @Operation(
            summary = "Deletes a KPI with its series, points, models, alerts and verdicts",
            description =
                    "Alerts, verdicts and settings go at once, points and models within a minute. The audit log stays.")
    @APIResponse(responseCode = "204", description = "It is gone for the desk")
    @APIResponse(responseCode = "409", description = "It has an open alert, or a composite of another KPI needs it")
    public void kpi(@PathParam("kpi") String kpi, @Context SecurityContext security) {
        deletions.deleteKpi(kpi, Actors.of(security));
    }

    @DELETE
    @Path("kpis/{kpi}/series/{series}")
    @RolesAllowed(Access.ADMIN)
    @Operation(summary = "Deletes one series with its points, forecasts, alerts and verdicts")
    @APIResponse(responseCode = "204", description = "It is gone for the desk")
    @APIResponse(responseCode = "409", description = "It has an open alert")
    public void series(
            @PathParam("kpi") String kpi, @PathParam("series") String series, @Context SecurityContext security) {
        deletions.deleteSeries(kpi, Ids.series(series), Actors.of(security));
    }
}
