// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.models;

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
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The pages of models. */
@Path("/models")
public class ModelPageResource {
    private final ModelPages pages;
    private final SecurityIdentity identity;

    public ModelPageResource(Desk desk, SecurityIdentity identity) {
        this.pages = new ModelPages(desk);
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response list(@CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.MODELS, "models/index", () -> pages.list(here));
    }

    /** A KPI's name may hold slashes. */
    @GET
    @Path("{name:.+}")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response page(@PathParam("name") String name, @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.MODELS, "models/page", () -> pages.page(here, name));
    }
}
