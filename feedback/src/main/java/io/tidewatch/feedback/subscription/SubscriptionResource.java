// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.role.Access;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.desk.Body;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions over HTTP. One sees and changes one's own; admins everybody's. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionResource {
    private final SubscriptionService subscriptions;

    public SubscriptionResource(SubscriptionService subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** @param request where to ask how far it is; how the event fared stands in the deliveries */
    public record AskedJson(String request, String message) {}

    @GET
    @Path("subscriptions")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Lists your subscriptions; an admin sees everybody's")
    public List<SubscriptionJson> list(@Context SecurityContext security) {
        return subscriptions.visible(Caller.of(security)).stream()
                .map(each -> json(each, null))
                .toList();
    }

    @GET
    @Path("subscriptions/{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Gives one subscription with its receiver's health")
    public SubscriptionJson one(@PathParam("id") String id, @Context SecurityContext security) {
        return json(subscriptions.find(id, Caller.of(security)), null);
    }

    @POST
    @Path("subscriptions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Subscribes; the answer shows the signing secret, this once")
    public Response create(@Nullable SubscriptionBody body, @Context SecurityContext security) {
        SubscriptionService.WithSecret created =
                subscriptions.create(Body.required(body).draft(), Caller.of(security));
        return Response.status(Response.Status.CREATED)
                .entity(json(created.subscription(), created.secret()))
                .build();
    }

    @PUT
    @Path("subscriptions/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Changes a subscription; \"version\" is the one that you saw")
    public SubscriptionJson update(
            @PathParam("id") String id, @Nullable SubscriptionBody body, @Context SecurityContext security) {
        SubscriptionBody given = Body.required(body);
        long version = Body.field("version", given.version());
        return json(subscriptions.update(id, version, given.draft(), Caller.of(security)), null);
    }

    @DELETE
    @Path("subscriptions/{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Deletes a subscription with its deliveries and their log")
    public void delete(@PathParam("id") String id, @Context SecurityContext security) {
        subscriptions.delete(id, Caller.of(security));
    }

    @POST
    @Path("subscriptions/{id}/pause")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Sends nothing any more; what comes meanwhile waits")
    public SubscriptionJson pause(@PathParam("id") String id, @Context SecurityContext security) {
        return json(subscriptions.pause(id, Caller.of(security)), null);
    }

    @POST
    @Path("subscriptions/{id}/resume")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Sends again, what waited first; also after failures switched it off")
    public SubscriptionJson resume(@PathParam("id") String id, @Context SecurityContext security) {
        return json(subscriptions.resume(id, Caller.of(security)), null);
    }

    @POST
    @Path("subscriptions/{id}/rotate")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Makes a new secret and shows it, this once; the old one signs beside it for a day")
    public SubscriptionJson rotate(@PathParam("id") String id, @Context SecurityContext security) {
        SubscriptionService.WithSecret rotated = subscriptions.rotate(id, Caller.of(security));
        return json(rotated.subscription(), rotated.secret());
    }

    @POST
    @Path("subscriptions/{id}/test")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Sends a signed test event now")
    public Response test(@PathParam("id") String id, @Context SecurityContext security) {
        long request = subscriptions.test(id, Caller.of(security)).id();
        return Response.accepted(new AskedJson(
                        Long.toString(request),
                        "event test-" + request + " will stand in the subscription's deliveries"))
                .build();
    }

    private SubscriptionJson json(Subscription subscription, @Nullable SigningSecret secret) {
        return SubscriptionJson.of(
                subscription, subscriptions.health(subscription), subscriptions.notices(subscription), secret);
    }
}
