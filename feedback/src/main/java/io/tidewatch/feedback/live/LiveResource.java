// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.live;

import io.smallrye.mutiny.Multi;
import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.alert.AlertJson;
import io.tidewatch.storage.alert.AlertCounts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes as server-sent events: "alert", "counts", "resync" and, so that both ends notice a dead line, "heartbeat". */
@Path("/api/v1/live")
@Tag(name = "Live")
public class LiveResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** A reader that is this far behind is let go; its browser comes back and reads everything again. */
    private static final int BUFFER = 512;

    private final LiveFeed feed;

    public LiveResource(LiveFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Tells of changed alerts and counts as they happen")
    public Multi<OutboundSseEvent> live(@Context Sse sse) {
        LiveEvent now = feed.counts();
        Multi<LiveEvent> changes = Multi.createFrom()
                .emitter(
                        emitter -> {
                            LiveFeed.Subscription seat = feed.subscribe(emitter::emit);
                            emitter.onTermination(seat::close);
                            emitter.emit(now);
                        },
                        BUFFER);
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> event(sse, "heartbeat", Map.of()));
        return Multi.createBy().merging().streams(changes.map(change -> event(sse, change)), beats);
    }

    /** How much stands where; see {@link AlertCounts}. */
    public record CountsJson(
            long open, long acknowledged, long resolved, long retracted, long unlabelled, long incidents) {}

    private static OutboundSseEvent event(Sse sse, LiveEvent change) {
        return switch (change) {
            case LiveEvent.AlertChanged(var alert) -> event(sse, "alert", AlertJson.of(alert));
            case LiveEvent.CountsChanged(var alerts, long incidents) ->
                event(
                        sse,
                        "counts",
                        new CountsJson(
                                alerts.open(),
                                alerts.acknowledged(),
                                alerts.resolved(),
                                alerts.retracted(),
                                alerts.unlabelled(),
                                incidents));
            case LiveEvent.Resync() -> event(sse, "resync", Map.of());
        };
    }

    private static OutboundSseEvent event(Sse sse, String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}
