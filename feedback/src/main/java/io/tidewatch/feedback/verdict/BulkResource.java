// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Slug;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many verdicts in one call. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Verdicts")
public class BulkResource {
    private final BulkVerdicts bulk;

    public BulkResource(BulkVerdicts bulk) {
        this.bulk = bulk;
    }

    /** @param replaces the alert's {@code lastVerdict} as you saw it; left out where there was none */
    public record TargetBody(
            @Nullable String alert, @Nullable String replaces) {}

    /**
     * The same said of many alerts.
     *
     * @param kind true_anomaly, false_alarm, expected or new_normal
     * @param repeats of expected: day, week, month or year; once where left out
     */
    public record BulkBody(
            @Nullable String kind,
            @Nullable String cause,
            @Nullable String comment,
            @Nullable String repeats,
            @Nullable List<TargetBody> alerts) {}

    /** @param verdicts ids of the rows to take back */
    public record BulkUndoBody(
            @Nullable List<String> verdicts, @Nullable String comment) {}

    /**
     * What became of one of them: the verdict, or a problem with code and detail.
     *
     * @param id the alert's, or the verdict's that was to be taken back
     */
    public record ItemJson(
            String id,
            @Nullable VerdictJson verdict,
            @Nullable Map<String, Object> problem) {}

    /** @param items in the order in which they were sent */
    public record BulkJson(int done, int refused, List<ItemJson> items) {
        static BulkJson of(List<String> ids, List<Outcome> outcomes) {
            List<ItemJson> items = new ArrayList<>();
            int done = 0;
            for (int i = 0; i < ids.size(); i++) {
                switch (outcomes.get(i)) {
                    case Outcome.Done(var verdict) -> {
                        items.add(new ItemJson(ids.get(i), VerdictJson.of(verdict), null));
                        done++;
                    }
                    case Outcome.Refused(var why) -> {
                        Map<String, Object> problem = new LinkedHashMap<>(why.members());
                        problem.put("code", why.code().slug());
                        problem.put("detail", String.valueOf(why.getMessage()));
                        items.add(new ItemJson(ids.get(i), null, problem));
                    }
                }
            }
            return new BulkJson(done, ids.size() - done, items);
        }
    }

    @POST
    @Path("verdicts/bulk")
    @RolesAllowed(Access.ANALYST)
    @Operation(
            summary = "Says the same of up to 500 alerts",
            description =
                    "Each alert has its own outcome: where a colleague was faster or the alert was retracted, that one is"
                            + " refused and the others go on.")
    @APIResponse(responseCode = "200", description = "An outcome for each alert, in the order sent")
    @APIResponse(responseCode = "413", description = "More than 500 alerts; nothing was stored")
    public BulkJson give(@Nullable BulkBody body, @Context SecurityContext security) {
        BulkBody given = Body.required(body);
        List<TargetBody> sent = Body.field("alerts", given.alerts());
        VerdictInput said = new VerdictInput(
                Slug.read(VerdictKind.class, "kind", Body.field("kind", given.kind())),
                given.cause() == null ? "" : given.cause(),
                given.comment() == null ? "" : given.comment(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                given.repeats() == null || given.repeats().isBlank()
                        ? Optional.empty()
                        : Optional.of(Slug.read(Every.class, "repeats", given.repeats())));
        List<BulkVerdicts.Target> targets =
                sent.stream().map(BulkResource::target).toList();
        return BulkJson.of(
                targets.stream().map(target -> target.alert().value()).toList(),
                bulk.give(targets, said, Actors.of(security)));
    }

    private static BulkVerdicts.Target target(@Nullable TargetBody body) {
        TargetBody given = Body.field("alerts", body);
        AlertId alert = Ids.alert(Body.field("alert", given.alert()));
        return new BulkVerdicts.Target(
                alert,
                given.replaces() == null ? OptionalLong.empty() : OptionalLong.of(Ids.verdict(given.replaces())));
    }

    @POST
    @Path("verdicts/undo")
    @RolesAllowed(Access.ANALYST)
    @Operation(
            summary = "Takes up to 500 verdicts back; what was in force before each is so again",
            description = "Each has its own outcome, as in bulk.")
    public BulkJson undo(@Nullable BulkUndoBody body, @Context SecurityContext security) {
        BulkUndoBody given = Body.required(body);
        List<String> sent = Body.field("verdicts", given.verdicts());
        List<Long> ids =
                sent.stream().map(id -> Ids.verdict(Body.field("verdicts", id))).toList();
        return BulkJson.of(
                ids.stream().map(id -> Long.toString(id)).toList(),
                bulk.undo(ids, given.comment() == null ? "" : given.comment(), Actors.of(security)));
    }
}
