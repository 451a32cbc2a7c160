// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.incoming;

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
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page of what comes in: rates, the hottest series, what was refused and why. */
@Path("/incoming")
public class IncomingPageResource {
    private final Desk desk;
    private final SecurityIdentity identity;

    public IncomingPageResource(Desk desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response page(@CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get()
                .page(
                        here,
                        Section.INCOMING,
                        "incoming/index",
                        () -> new IncomingView(
                                here.frame(
                                        "Data in",
                                        Section.INCOMING,
                                        desk.alerts().counts().open()),
                                here.viewer().analyst()));
    }
}
