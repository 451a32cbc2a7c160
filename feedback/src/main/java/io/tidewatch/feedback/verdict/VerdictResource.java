// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.PageJson;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.storage.verdict.Verdict;
import io.tidewatch.storage.verdict.VerdictQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Verdicts over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verdicts")
public class VerdictResource {
    private final VerdictService verdicts;
    private final EffectService effects;

    public VerdictResource(VerdictService verdicts, EffectService effects) {
        this.verdicts = verdicts;
        this.effects = effects;
    }

    /**
     * What is said of an alert.
     *
     * @param kind true_anomaly, false_alarm, expected or new_normal
     * @param replaces the alert's {@code lastVerdict} as you saw it; left out where there was none
     * @param repeats of expected: whether it comes back every day, week, month or year; once where left out
     * @param from of new_normal: where it begins, ISO-8601; the alert's start where left out
     */
    public record VerdictBody(
            @Nullable String kind,
            @Nullable String cause,
            @Nullable String comment,
            @Nullable String replaces,
            @Nullable String from,
            @Nullable String repeats) {}

    /** Why a verdict is taken back; may be left out. */
    public record UndoBody(@Nullable String comment) {}

    /** See {@link Effect}. */
    public record EffectJson(
            String kind,
            String sentence,
            double thresholdBefore,
            double thresholdAfter,
            int alerts,
            int wouldVanish,
            int trueAmongThem,
            int falseAmongThem,
            int borrowed) {
        static EffectJson of(Effect effect) {
            return new EffectJson(
                    Slug.of(effect.kind()),
                    effect.sentence(),
                    effect.thresholdBefore(),
                    effect.thresholdAfter(),
                    effect.alerts(),
                    effect.wouldVanish(),
                    effect.trueAmongThem(),
                    effect.falseAmongThem(),
                    effect.borrowed());
        }
    }

    @POST
    @Path("alerts/{id}/verdict")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Judges an alert; the scorer has what follows within seconds")
    @APIResponse(responseCode = "201", description = "The verdict is in force")
    @APIResponse(responseCode = "409", description = "A colleague's came first; \"theirs\" and \"yours\" hold both")
    public Response give(@PathParam("id") String id, @Nullable VerdictBody body, @Context SecurityContext security) {
        VerdictBody given = Body.required(body);
        VerdictInput input = new VerdictInput(
                Slug.read(VerdictKind.class, "kind", Body.field("kind", given.kind())),
                orEmpty(given.cause()),
                orEmpty(given.comment()),
                given.replaces() == null ? OptionalLong.empty() : OptionalLong.of(Ids.verdict(given.replaces())),
                Ids.time("from", given.from()),
                given.repeats() == null || given.repeats().isBlank()
                        ? Optional.empty()
                        : Optional.of(Slug.read(Every.class, "repeats", given.repeats())));
        return created(VerdictJson.of(verdicts.give(Ids.alert(id), input, Actors.of(security))));
    }

    @GET
    @Path("alerts/{id}/verdicts")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives every verdict on an alert, the oldest first")
    public List<VerdictJson> history(@PathParam("id") String id) {
        return verdicts.history(Ids.alert(id)).stream().map(VerdictJson::of).toList();
    }

    @GET
    @Path("verdicts")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(
            summary = "Lists what was said of all alerts and ranges, the newest first",
            description = "Rows are only ever added: one that replaces or withdraws another names it.")
    public PageJson<VerdictJson> list(@BeanParam VerdictFilter filter) {
        VerdictQuery query = filter.query();
        List<Verdict> page = verdicts.list(query);
        return new PageJson<>(
                page.stream().map(VerdictJson::of).toList(),
                page.size() < query.limit()
                        ? null
                        : Long.toString(page.getLast().id()));
    }

    @GET
    @Path("verdicts/{id}")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Gives every row about the same alert or marked range as this verdict, the oldest first")
    public List<VerdictJson> one(@PathParam("id") String id) {
        return verdicts.chain(Ids.verdict(id)).stream().map(VerdictJson::of).toList();
    }

    @GET
    @Path("alerts/{id}/effects")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Says what each verdict would do, before one is given")
    public List<EffectJson> effects(@PathParam("id") String id) {
        return effects.of(Ids.alert(id)).stream().map(EffectJson::of).toList();
    }

    @POST
    @Path("verdicts/{id}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(summary = "Takes a verdict back; the one before it is in force again")
    @APIResponse(responseCode = "201", description = "The withdrawing row")
    public Response undo(@PathParam("id") String id, @Nullable UndoBody body, @Context SecurityContext security) {
        String comment = body == null ? "" : orEmpty(body.comment());
        return created(VerdictJson.of(verdicts.undo(Ids.verdict(id), comment, Actors.of(security))));
    }

    private static Response created(VerdictJson verdict) {
        return Response.status(Response.Status.CREATED).entity(verdict).build();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
