// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.silences;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page of silences; an address may name what the form begins with. */
@Path("/silences")
public class SilencePageResource {
    private final SilencePages pages;
    private final SecurityIdentity identity;

    public SilencePageResource(Desk desk, SecurityIdentity identity) {
        this.pages = new SilencePages(desk);
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response page(
            @QueryParam("kpi") @Nullable String kpi,
            @QueryParam("labels") @Nullable String labels,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.SILENCES, "silences/index", () -> pages.view(here, kpi, labels));
    }
}
