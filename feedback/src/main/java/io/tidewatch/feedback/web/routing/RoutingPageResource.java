// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.routing;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.routing.DryRun;
import io.tidewatch.feedback.routing.RoutingResource;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Site;
import io.tidewatch.feedback.web.routing.RoutingView.Option;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page of the dry run; what it asks stands in the address, so that it can be sent to a colleague. */
@Path("/routing")
public class RoutingPageResource {
    private final Desk desk;
    private final SecurityIdentity identity;

    public RoutingPageResource(Desk desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response page(
            @QueryParam("series") @Nullable String series,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("at") @Nullable String at,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.ROUTING, "routing/index", () -> view(here, series, severity, kind, at));
    }

    private RoutingView view(
            Here here, @Nullable String series, @Nullable String severity, @Nullable String kind, @Nullable String at) {
        boolean all = here.viewer().analyst() || here.viewer().admin();
        @Nullable DryRun run = null;
        String problem = "";
        if (series != null) {
            try {
                run = RoutingResource.ask(
                        desk.dryRuns(), all ? "" : here.viewer().name(), series, severity, kind, at);
            } catch (TidewatchException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        return new RoutingView(
                here.frame(
                        "Who is told", Section.ROUTING, desk.alerts().counts().open()),
                series == null ? "" : series,
                options(Stream.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW).map(Slug::of), severity),
                options(
                        Stream.of(EventKind.values())
                                .filter(each -> each != EventKind.TEST)
                                .map(EventKind::slug),
                        kind),
                at == null ? "" : at,
                run,
                problem,
                all);
    }

    private static List<Option> options(Stream<String> values, @Nullable String chosen) {
        return values.map(value -> new Option(value, value.equals(chosen))).toList();
    }
}
