// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.routing;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.subscription.SubscriptionBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who would be told, over HTTP. */
@Path("/api/v1/routing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing")
public class RoutingResource {
    private final DryRunService dryRuns;

    public RoutingResource(DryRunService dryRuns) {
        this.dryRuns = dryRuns;
    }

    @GET
    @Path("dry-run")
    @RolesAllowed(Access.VIEWER)
    @Operation(
            summary = "Says which subscriptions would be told of an alert, with what each stage said; sends nothing",
            description = "Viewers ask of their own subscriptions, analysts of everybody's.")
    public DryRun dryRun(
            @QueryParam("series") @Nullable String series,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("at") @Nullable String at,
            @Context SecurityContext security) {
        return ask(
                dryRuns,
                security.isUserInRole(Access.ANALYST) || security.isUserInRole(Access.ADMIN) ? "" : Actors.of(security),
                series,
                severity,
                kind,
                at);
    }

    /** From texts as they stand in an address; high, alert.opened and now where nothing is said. */
    public static DryRun ask(
            DryRunService dryRuns,
            String owner,
            @Nullable String series,
            @Nullable String severity,
            @Nullable String kind,
            @Nullable String at) {
        if (series == null || series.isBlank()) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "\"series\" is missing. Give one, such as signups{country=\"DE\"}.");
        }
        SeriesKey key = SubscriptionBody.read(() -> SeriesKey.parse(series.strip()));
        EventKind asked = kind == null || kind.isBlank()
                ? EventKind.ALERT_OPENED
                : SubscriptionBody.read(() -> EventKind.ofSlug(kind));
        OptionalLong time = Ids.time("at", at);
        return dryRuns.ask(
                owner,
                key,
                severity == null || severity.isBlank()
                        ? Severity.HIGH
                        : Slug.read(Severity.class, "severity", severity),
                asked,
                time.isPresent() ? Micros.toInstant(time.getAsLong()) : dryRuns.now());
    }
}
