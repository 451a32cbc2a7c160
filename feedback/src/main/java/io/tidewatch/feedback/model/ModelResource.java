// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.model;

import io.tidewatch.core.role.Access;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.request.Request;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Models over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelResource {
    private final ModelService models;

    public ModelResource(ModelService models) {
        this.models = models;
    }

    /** See {@link ModelVersion}. */
    public record ModelJson(
            String kpi,
            long version,
            String run,
            String state,
            Instant trainedTo,
            int series,
            Map<String, Integer> methods,
            Map<String, Double> metrics,
            String dataDigest,
            Instant createdAt,
            @Nullable Long copyOf,
            @Nullable String mlflowVersion,
            String reason) {
        static ModelJson of(ModelVersion model) {
            return new ModelJson(
                    model.kpi(),
                    model.version(),
                    Long.toString(model.runId()),
                    model.state().slug(),
                    Micros.toInstant(model.trainedTo()),
                    model.series(),
                    model.methods(),
                    model.metrics(),
                    model.dataDigest(),
                    model.createdAt(),
                    model.copyOf().isPresent() ? (Long) model.copyOf().getAsLong() : null,
                    model.mlflowVersion().orElse(null),
                    model.reason());
        }
    }

    /** See {@link Request}. */
    public record RequestJson(
            String id,
            String kind,
            String subject,
            String state,
            double progress,
            String message,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt) {
        static RequestJson of(Request request) {
            return new RequestJson(
                    Long.toString(request.id()),
                    request.kind().slug(),
                    request.subject(),
                    request.state().slug(),
                    request.progress(),
                    request.message(),
                    request.requestedBy(),
                    request.requestedAt(),
                    request.finishedAt().orElse(null));
        }
    }

    @GET
    @Path("kpis/{kpi}/models")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the KPI's model versions, the newest first")
    public List<ModelJson> models(@PathParam("kpi") String kpi) {
        return models.versions(kpi).stream().map(ModelJson::of).toList();
    }

    @POST
    @Path("kpis/{kpi}/train")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Asks for a training now; gives the request that waits or runs where there is one")
    @APIResponse(responseCode = "202", description = "The forecaster takes it; follow it at /api/v1/requests/{id}")
    public Response train(
            @PathParam("kpi") String kpi,
            @Parameter(description = "Train on what lies before this day in the KPI's zone, 2026-03-01")
                    @QueryParam("upTo")
                    @Nullable
                    String upTo,
            @Context SecurityContext security) {
        Optional<LocalDate> day = Optional.ofNullable(upTo).map(Ids::day);
        RequestJson request = RequestJson.of(models.train(kpi, day, Actors.of(security)));
        return Response.accepted(request).build();
    }

    @POST
    @Path("kpis/{kpi}/models/roll-back")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Lets the version before the one that serves do so again")
    @APIResponse(responseCode = "202", description = "The forecaster takes it; follow it at /api/v1/requests/{id}")
    public Response rollBack(@PathParam("kpi") String kpi, @Context SecurityContext security) {
        return Response.accepted(RequestJson.of(models.rollBack(kpi, Actors.of(security))))
                .build();
    }

    @POST
    @Path("kpis/{kpi}/models/{version}/promote")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Lets this version serve; one whose forecasts are over is fitted anew with the same choices")
    @APIResponse(responseCode = "202", description = "The forecaster takes it; follow it at /api/v1/requests/{id}")
    public Response promote(
            @PathParam("kpi") String kpi, @PathParam("version") long version, @Context SecurityContext security) {
        return Response.accepted(RequestJson.of(models.promote(kpi, version, Actors.of(security))))
                .build();
    }

    @GET
    @Path("kpis/{kpi}/runs")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the KPI's latest training runs with their progress, the newest first")
    public List<RunJson> runs(@PathParam("kpi") String kpi) {
        return models.runs(kpi).stream()
                .map(run -> RunJson.of(run, models.now()))
                .toList();
    }

    @GET
    @Path("trainings/running")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the training runs of all KPIs that are going on")
    public List<RunJson> running() {
        return models.running().stream()
                .map(run -> RunJson.of(run, models.now()))
                .toList();
    }

    @GET
    @Path("kpis/{kpi}/runs/{run}/set-aside")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the series that a run went on without, each with its reason")
    public List<SetAsideJson> setAside(@PathParam("kpi") String kpi, @PathParam("run") long run) {
        return models.setAside(kpi, run).stream().map(SetAsideJson::of).toList();
    }

    @GET
    @Path("kpis/{kpi}/trainings")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the trainings of the KPI that people asked for, the newest first")
    public List<RequestJson> trainings(@PathParam("kpi") String kpi) {
        return models.trainings(kpi).stream().map(RequestJson::of).toList();
    }

    @GET
    @Path("requests/{id}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Says how far a request has come")
    public RequestJson request(@PathParam("id") String id) {
        return RequestJson.of(models.request(Ids.request(id)));
    }
}
