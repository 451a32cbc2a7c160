// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Site;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The pages of alerts; with the header {@code X-Piece} only the part that changes. */
@Path("/")
public class InboxResource {
    private static final int MAX_SPARKS = 60;

    private final InboxPages pages;
    private final SecurityIdentity identity;

    public InboxResource(Desk desk, SecurityIdentity identity) {
        this.pages = new InboxPages(desk);
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response start() {
        return Response.seeOther(URI.create("/alerts")).build();
    }

    @GET
    @Path("alerts")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response inbox(
            @QueryParam("q") @Nullable String query,
            @QueryParam("show") @Nullable String show,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get()
                .page(
                        here,
                        Section.ALERTS,
                        "alerts/index",
                        () -> pages.inbox(here, InboxPages.Wish.of(query, show), null));
    }

    @GET
    @Path("alerts/rows")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response rows(@QueryParam("q") @Nullable String query, @QueryParam("show") @Nullable String show) {
        Here here = Here.of(identity, null);
        return Site.get().piece("alerts/rows", pages.rows(here, InboxPages.Wish.of(query, show)));
    }

    @GET
    @Path("alerts/sparks")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response sparks(@QueryParam("ids") @Nullable String ids) {
        List<AlertId> wanted = ids == null || ids.isBlank()
                ? List.of()
                : Arrays.stream(ids.split(","))
                        .limit(MAX_SPARKS)
                        .map(Ids::alert)
                        .toList();
        return Site.get().piece("alerts/sparks", pages.sparks(wanted));
    }

    @GET
    @Path("alerts/{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response alert(
            @PathParam("id") String id,
            @QueryParam("q") @Nullable String query,
            @QueryParam("show") @Nullable String show,
            @HeaderParam("X-Piece") @Nullable String piece,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        if (piece != null) {
            return Site.get().piece("alerts/pane", pages.opened(here, id));
        }
        return Site.get()
                .page(
                        here,
                        Section.ALERTS,
                        "alerts/index",
                        () -> pages.inbox(here, InboxPages.Wish.of(query, show), id));
    }
}
