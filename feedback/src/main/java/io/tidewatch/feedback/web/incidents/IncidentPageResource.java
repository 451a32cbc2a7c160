// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.incidents;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Site;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The pages of incidents. */
@Path("/incidents")
public class IncidentPageResource {
    private final IncidentPages pages;
    private final SecurityIdentity identity;

    public IncidentPageResource(Desk desk, SecurityIdentity identity) {
        this.pages = new IncidentPages(desk);
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("before") @Nullable String before, @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.INCIDENTS, "incidents/index", () -> pages.page(here, null, before));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response one(
            @PathParam("id") String id,
            @QueryParam("before") @Nullable String before,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.INCIDENTS, "incidents/index", () -> pages.page(here, id, before));
    }
}
