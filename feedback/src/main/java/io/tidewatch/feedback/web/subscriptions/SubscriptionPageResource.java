// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

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

/** The pages of subscriptions and of what was sent to them. */
@Path("/")
public class SubscriptionPageResource {
    private final SubscriptionPages subscriptions;
    private final DeliveryPages deliveries;
    private final SecurityIdentity identity;

    public SubscriptionPageResource(Desk desk, SecurityIdentity identity) {
        this.subscriptions = new SubscriptionPages(desk);
        this.deliveries = new DeliveryPages(desk);
        this.identity = identity;
    }

    @GET
    @Path("subscriptions")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response list(@CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.SUBSCRIPTIONS, "subscriptions/index", () -> subscriptions.list(here));
    }

    @GET
    @Path("subscriptions/{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response edit(@PathParam("id") String id, @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.SUBSCRIPTIONS, "subscriptions/edit", () -> subscriptions.edit(here, id));
    }

    @GET
    @Path("deliveries")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response deliveries(
            @QueryParam("subscription") @Nullable String subscription,
            @QueryParam("state") @Nullable String state,
            @QueryParam("before") @Nullable String before,
            @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get()
                .page(
                        here,
                        Section.DELIVERIES,
                        "deliveries/index",
                        () -> deliveries.list(here, subscription, state, before));
    }

    @GET
    @Path("deliveries/{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response delivery(@PathParam("id") String id, @CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.DELIVERIES, "deliveries/page", () -> deliveries.one(here, id));
    }
}
