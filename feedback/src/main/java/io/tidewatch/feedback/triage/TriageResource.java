// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.triage;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.triage.TriageFeature;
import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.feedback.alert.AlertFilter;
import io.tidewatch.feedback.alert.AlertJson;
import io.tidewatch.feedback.alert.AlertService;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.triage.StoredTriage;
import io.tidewatch.storage.triage.TriageTraining;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Triage over HTTP. */
@Path("/api/v1/triage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class TriageResource {
    private final TriageService triage;
    private final AlertService alerts;

    public TriageResource(TriageService triage, AlertService alerts) {
        this.triage = triage;
        this.alerts = alerts;
    }

    /**
     * The newest training.
     *
     * @param state trained, too_few, no_better, or none before the first night
     * @param weights by feature, for a change by one standard deviation; empty unless trained
     * @param logLoss on labels held back; null unless trained
     * @param baseLogLoss the same of the share of true alerts alone
     */
    public record ModelJson(
            String state,
            String sentence,
            @Nullable String version,
            @Nullable Instant trainedAt,
            int labels,
            int trueLabels,
            Map<String, Double> weights,
            @Nullable Double logLoss,
            @Nullable Double baseLogLoss,
            @Nullable String dataDigest) {
        static ModelJson of(Optional<StoredTriage> newest) {
            String sentence = TriageService.sentence(newest);
            if (newest.isEmpty()) {
                return new ModelJson("none", sentence, null, null, 0, 0, Map.of(), null, null, null);
            }
            StoredTriage stored = newest.get();
            TriageTraining training = stored.training();
            boolean trained = training.state() == TriageTraining.State.TRAINED;
            Map<String, Double> weights = new LinkedHashMap<>();
            for (int i = 0; i < training.weights().size(); i++) {
                weights.put(TriageFeature.values()[i].slug(), training.weights().get(i));
            }
            return new ModelJson(
                    training.state().slug(),
                    sentence,
                    Long.toString(stored.version()),
                    stored.trainedAt(),
                    training.labels(),
                    training.trueLabels(),
                    weights,
                    trained ? training.logLoss() : null,
                    trained ? training.baseLogLoss() : null,
                    training.dataDigest());
        }
    }

    /** @param weight what it adds to the logarithm of the odds, against an average alert */
    public record ReasonJson(String feature, double weight, String words) {}

    /** @param chance that it is true, 0 to 1; null where there is no model */
    public record AlertChanceJson(AlertJson alert, @Nullable Double chance, List<ReasonJson> reasons) {
        static AlertChanceJson of(Alert alert, @Nullable TriageScore score) {
            return new AlertChanceJson(
                    AlertJson.of(alert),
                    score == null ? null : score.chance(),
                    score == null
                            ? List.of()
                            : score.reasons().stream()
                                    .map(reason ->
                                            new ReasonJson(reason.feature().slug(), reason.weight(), reason.words()))
                                    .toList());
        }
    }

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Says how the inbox is ordered, and what the triage model has learned")
    public ModelJson model() {
        return ModelJson.of(triage.newest());
    }

    @GET
    @Path("alerts")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(
            summary = "Lists the newest alerts that match, the likeliest true first, with reasons; newest first where"
                    + " there is no model")
    public List<AlertChanceJson> alerts(@BeanParam AlertFilter filter) {
        List<Alert> found = alerts.list(filter.query()).alerts();
        Map<AlertId, TriageScore> scores = triage.scores(found);
        return TriageService.ordered(found, scores).stream()
                .map(alert -> AlertChanceJson.of(alert, scores.get(alert.id())))
                .toList();
    }
}
