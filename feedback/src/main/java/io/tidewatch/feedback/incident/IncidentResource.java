// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.alert.AlertJson;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.PageJson;
import io.tidewatch.feedback.desk.Paging;
import io.tidewatch.feedback.desk.Place;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.storage.incident.Incident;
import io.tidewatch.storage.incident.IncidentQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Incidents over HTTP. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Incidents")
public class IncidentResource {
    private final IncidentService incidents;

    public IncidentResource(IncidentService incidents) {
        this.incidents = incidents;
    }

    /** See {@link Incident}; times in ISO-8601. */
    public record IncidentJson(
            String id,
            String title,
            String severity,
            Instant started,
            @Nullable Instant resolved,
            int alerts,
            Map<String, String> sharedLabels) {
        static IncidentJson of(Incident incident) {
            return new IncidentJson(
                    incident.id().value(),
                    incident.title(),
                    Slug.of(incident.severity()),
                    Micros.toInstant(incident.started()),
                    incident.resolved().isPresent()
                            ? Micros.toInstant(incident.resolved().getAsLong())
                            : null,
                    incident.alerts(),
                    incident.shared().values());
        }
    }

    /** An incident with its alerts, the most deviating first, and what explains it. */
    public record DetailJson(IncidentJson incident, List<AlertJson> alerts, List<Breakdown> breakdowns) {}

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists incidents, the newest first")
    public PageJson<IncidentJson> list(
            @Parameter(description = "only those that go on") @QueryParam("open") @DefaultValue("false") boolean open,
            @Parameter(description = "those that hold an alert of this KPI") @QueryParam("kpi") @Nullable String kpi,
            @Parameter(description = "low, medium or high: this one or worse") @QueryParam("severity") @Nullable
                    String severity,
            @Parameter(description = "began at or after, ISO-8601") @QueryParam("from") @Nullable String from,
            @Parameter(description = "began before, ISO-8601") @QueryParam("to") @Nullable String to,
            @Parameter(description = "1 to 500, 50 by default") @QueryParam("limit") @Nullable Integer limit,
            @Parameter(description = "\"next\" of the part before") @QueryParam("cursor") @Nullable String cursor) {
        IncidentQuery query = new IncidentQuery(
                open,
                given(kpi),
                given(severity).map(text -> Slug.read(Severity.class, "severity", text)),
                Ids.time("from", from),
                Ids.time("to", to),
                given(cursor).map(Place::read).map(place -> new IncidentQuery.Position(place.time(), place.id())),
                Paging.limit(limit));
        List<Incident> page = incidents.list(query);
        return new PageJson<>(
                page.stream().map(IncidentJson::of).toList(),
                page.size() < query.limit()
                        ? null
                        : new Place(page.getLast().started(), page.getLast().id()).text());
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives an incident with its alerts and, by label, what explains it")
    public DetailJson one(@PathParam("id") String id) {
        IncidentService.Detail detail = incidents.detail(Ids.alert(id));
        return new DetailJson(
                IncidentJson.of(detail.incident()),
                detail.alerts().stream().map(AlertJson::of).toList(),
                incidents.breakdowns(detail));
    }
}
