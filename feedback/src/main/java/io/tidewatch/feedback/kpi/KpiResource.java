// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.alert.AlertJson;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.PageJson;
import io.tidewatch.feedback.desk.Paging;
import io.tidewatch.storage.series.Series;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** KPIs over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "KPIs")
public class KpiResource {
    private final KpiService kpis;

    public KpiResource(KpiService kpis) {
        this.kpis = kpis;
    }

    @GET
    @Path("kpis")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists KPIs in order of name")
    public PageJson<KpiJson> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
        return PageJson.of(kpis.all().stream().map(KpiJson::of).toList(), Paging.limit(limit), cursor, KpiJson::name);
    }

    @GET
    @Path("kpis/{kpi}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives one KPI with its detector")
    public KpiJson one(@PathParam("kpi") String kpi) {
        return KpiJson.of(kpis.find(kpi));
    }

    @POST
    @Path("kpis")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Creates a KPI; what is left out gets its default")
    @APIResponse(responseCode = "201", description = "The KPI is watched from now on")
    @APIResponse(responseCode = "409", description = "The name is taken")
    public Response create(@Nullable KpiBody body, @Context SecurityContext security) {
        KpiBody given = Body.required(body);
        String name = Body.field("name", given.name());
        KpiSettings created = kpis.create(name, given.on(KpiDraft.defaults()), Actors.of(security));
        return Response.status(Response.Status.CREATED)
                .entity(KpiJson.of(created))
                .build();
    }

    @PUT
    @Path("kpis/{kpi}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Changes a KPI; what is left out stays as it is")
    @APIResponse(responseCode = "409", description = "It was changed since the version that you name")
    public KpiJson change(@PathParam("kpi") String kpi, @Nullable KpiBody body, @Context SecurityContext security) {
        KpiBody given = Body.required(body);
        long seen = Body.field("version", given.version());
        return KpiJson.of(kpis.change(kpi, seen, given.on(KpiDraft.of(kpis.find(kpi))), Actors.of(security)));
    }

    @GET
    @Path("kpis/{kpi}/series")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the KPI's series in order of their labels")
    public PageJson<AlertJson.SeriesJson> series(
            @PathParam("kpi") String kpi,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageJson<Series> page = PageJson.of(
                kpis.series(kpi),
                Paging.limit(limit),
                cursor,
                series -> series.key().toString());
        return new PageJson<>(
                page.items().stream()
                        .map(series -> AlertJson.SeriesJson.of(series.key()))
                        .toList(),
                page.next());
    }
}
