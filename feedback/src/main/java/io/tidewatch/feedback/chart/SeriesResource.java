// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.feedback.alert.AlertJson;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.verdict.VerdictJson;
import io.tidewatch.feedback.verdict.VerdictService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One series over HTTP. */
@Path("/api/v1/series/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Series")
public class SeriesResource {
    private final ChartService charts;
    private final VerdictService verdicts;

    public SeriesResource(ChartService charts, VerdictService verdicts) {
        this.charts = charts;
        this.verdicts = verdicts;
    }

    /** A stretch in which an alert should have been raised; times in ISO-8601. */
    public record MissedBody(
            @Nullable String from,
            @Nullable String to,
            @Nullable String cause,
            @Nullable String comment) {}

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives one series")
    public AlertJson.SeriesJson one(@PathParam("id") String id) {
        return AlertJson.SeriesJson.of(charts.key(Ids.series(id)));
    }

    @GET
    @Path("chart")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives all that a chart of the series shows: points, bounds, alerts, verdicts, gaps")
    public ChartData chart(
            @PathParam("id") String id,
            @Parameter(description = "ISO-8601; a day before \"to\" by default") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "ISO-8601; now by default; may lie in the future") @QueryParam("to") @Nullable
                    String to,
            @Parameter(description = "stretches at most, 20 to 2000") @QueryParam("width") @DefaultValue("1000")
                    int width) {
        OptionalLong end = Ids.time("to", to);
        long until = end.isPresent() ? end.getAsLong() : charts.now();
        return charts.chart(Ids.series(id), Ids.time("from", from).orElse(until - Micros.DAY), until, width);
    }

    @POST
    @Path("missed-anomaly")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Marks a range in which an alert should have been raised")
    @APIResponse(responseCode = "201", description = "The verdict on the range")
    public Response missed(@PathParam("id") String id, @Nullable MissedBody body, @Context SecurityContext security) {
        MissedBody given = Body.required(body);
        long from = Ids.time("from", Body.field("from", given.from())).orElseThrow(() -> missing("from"));
        long to = Ids.time("to", Body.field("to", given.to())).orElseThrow(() -> missing("to"));
        if (to < from) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "the range ends at " + given.to() + ", before it begins at " + given.from() + ".");
        }
        VerdictJson verdict = VerdictJson.of(verdicts.missed(
                charts.key(Ids.series(id)),
                new TimeRange(from, to),
                given.cause() == null ? "" : given.cause(),
                given.comment() == null ? "" : given.comment(),
                Actors.of(security)));
        return Response.status(Response.Status.CREATED).entity(verdict).build();
    }

    private static TidewatchException missing(String field) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, "field \"" + field + "\" is empty. Write a time.");
    }
}
