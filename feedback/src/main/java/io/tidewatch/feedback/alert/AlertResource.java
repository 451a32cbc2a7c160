// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.PageJson;
import io.tidewatch.feedback.verdict.VerdictJson;
import io.tidewatch.storage.alert.AlertCounts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Alerts over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class AlertResource {
    private final AlertService alerts;

    public AlertResource(AlertService alerts) {
        this.alerts = alerts;
    }

    /** An alert with what led to it and what was said about it. */
    public record DetailJson(AlertJson alert, List<AlertEventJson> events, List<VerdictJson> verdicts) {}

    /** @param assignee nobody where null or empty */
    public record AssignJson(@Nullable String assignee) {}

    @GET
    @Path("alerts")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists alerts, the newest first")
    public PageJson<AlertJson> list(
            @BeanParam AlertFilter filter,
            @Parameter(description = "\"next\" of the part before") @QueryParam("cursor") @Nullable String cursor) {
        AlertPage page =
                cursor == null || cursor.isBlank() ? alerts.list(filter.query()) : alerts.list(filter.query(), cursor);
        return new PageJson<>(
                page.alerts().stream().map(AlertJson::of).toList(), page.next().orElse(null));
    }

    @GET
    @Path("alerts/counts")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Counts alerts by status")
    public AlertCounts counts() {
        return alerts.counts();
    }

    @GET
    @Path("alerts/{id}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives one alert with its events and verdicts")
    public DetailJson one(@PathParam("id") String id) {
        AlertDetail detail = alerts.detail(Ids.alert(id));
        return new DetailJson(
                AlertJson.of(detail.alert()),
                detail.events().stream().map(AlertEventJson::of).toList(),
                detail.verdicts().stream().map(VerdictJson::of).toList());
    }

    @POST
    @Path("alerts/{id}/acknowledge")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Says that you look after the alert; the first one stays")
    public AlertJson acknowledge(@PathParam("id") String id, @Context SecurityContext security) {
        return AlertJson.of(alerts.acknowledge(Ids.alert(id), Actors.of(security)));
    }

    @POST
    @Path("alerts/{id}/resolve")
    @RolesAllowed(Access.ANALYST)
    @Operation(
            summary = "Closes an alert whose episode goes on; the first one stays",
            description =
                    "On the desk alone: subscribers hear of the end when the episode ends. Should it escalate before that, the"
                            + " alert is open again.")
    public AlertJson resolve(@PathParam("id") String id, @Context SecurityContext security) {
        return AlertJson.of(alerts.resolve(Ids.alert(id), Actors.of(security)));
    }

    @POST
    @Path("alerts/{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Says who looks after the alert")
    public AlertJson assign(@PathParam("id") String id, @Nullable AssignJson body, @Context SecurityContext security) {
        Optional<String> assignee = Optional.ofNullable(Body.required(body).assignee());
        return AlertJson.of(alerts.assign(Ids.alert(id), assignee, Actors.of(security)));
    }
}
