// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.detectors;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.kpi.DetectorName;
import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Site;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The pages of detectors. */
@Path("/detectors")
public class DetectorPageResource {
    private final DetectorPages pages;
    private final SecurityIdentity identity;

    public DetectorPageResource(Desk desk, SecurityIdentity identity) {
        this.pages = new DetectorPages(desk);
        this.identity = identity;
    }

    /** @param kpi with {@code kind} an example of a new one for it */
    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("kpi") @DefaultValue("") String kpi,
            @QueryParam("kind") @DefaultValue("") String kind,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return kind.isEmpty()
                ? Site.get().page(here, Section.DETECTORS, "detectors/index", () -> pages.list(here))
                : Site.get().page(here, Section.DETECTORS, "detectors/code", () -> pages.example(here, kpi, kind));
    }

    /** A detector's id is its KPI's name, which may hold slashes, a slash and its own. */
    @GET
    @Path("{id:.+}")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response page(
            @PathParam("id") String id,
            @QueryParam("series") @Nullable String series,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        int slash = id.lastIndexOf('/');
        String kpi = id.substring(0, Math.max(0, slash));
        String name = id.substring(slash + 1);
        return name.equals(DetectorName.ADAPTIVE)
                ? Site.get().page(here, Section.DETECTORS, "detectors/editor", () -> pages.editor(here, kpi, series))
                : Site.get().page(here, Section.DETECTORS, "detectors/code", () -> pages.code(here, kpi, name));
    }
}
