// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.queue;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Site;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The label queue's page; with the header {@code X-Piece} only the part that changes. */
@Path("/queue")
public class QueuePageResource {
    private final QueuePages pages;
    private final SecurityIdentity identity;

    public QueuePageResource(Desk desk, SecurityIdentity identity) {
        this.pages = new QueuePages(desk);
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response queue(@CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.QUEUE, "queue/index", () -> pages.page(here, null));
    }

    @GET
    @Path("rows")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response rows() {
        return Site.get().piece("queue/rows", pages.page(Here.of(identity, null), null));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response one(
            @PathParam("id") String id,
            @HeaderParam("X-Piece") @Nullable String piece,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        if (piece != null) {
            return Site.get().piece("queue/asked", pages.opened(here, id));
        }
        return Site.get().page(here, Section.QUEUE, "queue/index", () -> pages.page(here, id));
    }
}
