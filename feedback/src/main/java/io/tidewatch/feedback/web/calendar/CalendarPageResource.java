// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.calendar;

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

/** The calendar's page. */
@Path("/calendar")
public class CalendarPageResource {
    private final CalendarPages pages;
    private final SecurityIdentity identity;

    public CalendarPageResource(Desk desk, SecurityIdentity identity) {
        this.pages = new CalendarPages(desk);
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response page(
            @QueryParam("edit") @Nullable String editing, @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.CALENDAR, "calendar/index", () -> pages.page(here, editing));
    }
}
