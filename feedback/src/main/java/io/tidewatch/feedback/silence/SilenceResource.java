// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.silence;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.subscription.SubscriptionBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Silences over HTTP. */
@Path("/api/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Silences")
public class SilenceResource {
    private final SilenceService silences;

    public SilenceResource(SilenceService silences) {
        this.silences = silences;
    }

    /**
     * Times in ISO-8601; * stands for any characters in a pattern.
     *
     * @param from now where nothing is said
     * @param until or else say how long it lasts
     * @param lasts a duration, PT2H
     */
    public record SilenceBody(
            @Nullable List<String> kpis,
            @Nullable Map<String, String> labels,
            @Nullable String from,
            @Nullable String until,
            @Nullable String lasts,
            @Nullable String reason) {}

    public record SilenceJson(
            String id,
            List<String> kpis,
            Map<String, String> labels,
            Instant from,
            Instant until,
            String reason,
            String createdBy) {
        static SilenceJson of(Silence silence) {
            Map<String, String> labels = new TreeMap<>();
            silence.labels().forEach((name, pattern) -> labels.put(name, pattern.text()));
            return new SilenceJson(
                    silence.id().toString(),
                    silence.kpis().stream().map(NamePattern::text).toList(),
                    labels,
                    silence.from(),
                    silence.until(),
                    silence.reason(),
                    silence.createdBy());
        }
    }

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists the silences in force and to come")
    public List<SilenceJson> list() {
        return silences.notOver().stream().map(SilenceJson::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Holds the webhooks of some series back for a time; their alerts are raised and kept as ever")
    public Response create(@Nullable SilenceBody body, @Context SecurityContext security) {
        SilenceBody given = Body.required(body);
        Instant from = time("from", given.from()).orElseGet(silences::now);
        Silence silence = silences.create(
                SubscriptionBody.read(() -> SubscriptionBody.patterns(given.kpis())),
                SubscriptionBody.read(() -> SubscriptionBody.patterns(given.labels())),
                from,
                until(given, from),
                Body.field("reason", given.reason()),
                Actors.of(security));
        return Response.status(Response.Status.CREATED)
                .entity(SilenceJson.of(silence))
                .build();
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.VIEWER)
    @Operation(
            summary =
                    "Says which series and open alerts a silence of these KPIs and labels would cover; changes nothing")
    public SilencePreview preview(@Nullable SilenceBody body) {
        SilenceBody given = Body.required(body);
        return silences.preview(
                SubscriptionBody.read(() -> SubscriptionBody.patterns(given.kpis())),
                SubscriptionBody.read(() -> SubscriptionBody.patterns(given.labels())));
    }

    private static Instant until(SilenceBody given, Instant from) {
        Optional<Instant> until = time("until", given.until());
        if (until.isPresent()) {
            return until.get();
        }
        String lasts = Body.field("until", given.lasts());
        try {
            return from.plus(Duration.parse(lasts.strip()));
        } catch (DateTimeException | ArithmeticException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "\"lasts\" must be a duration such as PT2H, not \"" + lasts + "\".", e);
        }
    }

    private static Optional<Instant> time(String name, @Nullable String text) {
        OptionalLong micros = Ids.time(name, text);
        return micros.isPresent() ? Optional.of(Micros.toInstant(micros.getAsLong())) : Optional.empty();
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Ends a silence now")
    public void end(@PathParam("id") String id, @Context SecurityContext security) {
        silences.end(id, Actors.of(security));
    }
}
