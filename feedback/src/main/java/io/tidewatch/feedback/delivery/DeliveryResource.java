// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.delivery;

import io.tidewatch.core.role.Access;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.PageJson;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.subscription.Caller;
import io.tidewatch.storage.delivery.DeliveryEntry;
import io.tidewatch.storage.delivery.DeliveryState;
import io.tidewatch.storage.request.Request;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The delivery log over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
public class DeliveryResource {
    private final DeliveryService deliveries;

    public DeliveryResource(DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    /** Which events; times in ISO-8601, "to" is now where nothing is said. */
    public record RangeBody(@Nullable String from, @Nullable String to) {}

    /** @param request the notifier carries it out at once */
    public record AskedJson(String request) {}

    @GET
    @Path("subscriptions/{id}/deliveries")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Lists a subscription's deliveries, the newest first")
    public PageJson<DeliveryJson> list(
            @PathParam("id") String subscription,
            @Parameter(description = "waiting, queued, delivered, exhausted or silenced; all by default")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "\"next\" of the part before") @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context SecurityContext security) {
        Optional<DeliveryState> wanted = Optional.ofNullable(state)
                .filter(text -> !text.isBlank())
                .map(text -> Slug.read(DeliveryState.class, "state", text));
        long before = cursor == null || cursor.isBlank() ? Long.MAX_VALUE : number(cursor);
        List<DeliveryEntry> page = deliveries.page(subscription, wanted, before, limit, Caller.of(security));
        return new PageJson<>(
                page.stream().map(DeliveryJson::of).toList(),
                page.size() < limit ? null : Long.toString(page.getLast().id()));
    }

    @GET
    @Path("deliveries/{id}")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Gives a delivery with its body and every try")
    public DeliveryJson.DetailJson one(@PathParam("id") String id, @Context SecurityContext security) {
        return DeliveryJson.DetailJson.of(deliveries.find(number(id), Caller.of(security)));
    }

    @POST
    @Path("deliveries/{id}/resend")
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Sends a delivery again, with the webhook-id that it had")
    public Response resend(@PathParam("id") String id, @Context SecurityContext security) {
        return asked(deliveries.resend(number(id), Caller.of(security)));
    }

    @POST
    @Path("subscriptions/{id}/resend")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Sends all deliveries since a time again, in order for each alert")
    public Response resendRange(
            @PathParam("id") String subscription, @Nullable RangeBody body, @Context SecurityContext security) {
        RangeBody range = Body.required(body);
        OptionalLong from = Ids.time("from", Body.field("from", range.from()));
        OptionalLong to = Ids.time("to", range.to());
        Instant begin = Micros.toInstant(from.orElse(0));
        Instant end = to.isPresent() ? Micros.toInstant(to.getAsLong()) : deliveries.now();
        return asked(deliveries.resend(subscription, begin, end, Caller.of(security)));
    }

    private static Response asked(Request request) {
        return Response.accepted(new AskedJson(Long.toString(request.id()))).build();
    }

    private static long number(String id) {
        return Ids.delivery(id);
    }
}
