// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.receipt;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.alert.AlertEventJson;
import io.tidewatch.feedback.alert.AlertJson;
import io.tidewatch.feedback.verdict.VerdictJson;
import io.tidewatch.storage.forecast.ModelVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an alert came from; see {@link Explanation}.
 *
 * @param event the newest that bears a receipt, else the newest
 * @param evidence kinds that spoke, strongest first
 * @param since when the episode began
 * @param receipt null where the detector gives none
 */
public record ReceiptJson(
        String alert,
        AlertJson.SeriesJson series,
        String detector,
        AlertEventJson event,
        List<String> evidence,
        Instant since,
        @Nullable WorkingJson receipt,
        CheckJson check,
        @Nullable ModelJson model,
        List<EventJson> calendar,
        List<VerdictJson> verdicts) {

    /**
     * See {@link Receipt}: what goes in, in the KPI's unit.
     *
     * @param value at the peak
     * @param trainedTo null where no forecast was in force
     * @param profile what the forecast alone expects; null where none was in force
     */
    public record WorkingJson(
            String tuning,
            double value,
            @Nullable Instant trainedTo,
            @Nullable Double profile,
            double fastLevel,
            double fastSigma,
            double slowLevel,
            double slowSigma,
            double before,
            double flatLine) {
        static WorkingJson of(Receipt receipt, double value) {
            return new WorkingJson(
                    receipt.tuning(),
                    value,
                    receipt.trainedTo() == 0 ? null : Micros.toInstant(receipt.trainedTo()),
                    Double.isNaN(receipt.profile()) ? null : receipt.profile(),
                    receipt.fastLevel(),
                    receipt.fastSigma(),
                    receipt.slowLevel(),
                    receipt.slowSigma(),
                    receipt.before(),
                    receipt.flatLine());
        }
    }

    /**
     * Whether the evidence follows from the receipt.
     *
     * @param outcome agrees, differs, other_constants or no_receipt
     * @param stated on the alert
     * @param recomputed from the receipt; null where that can't be done
     */
    public record CheckJson(
            String outcome, double stated, @Nullable Double recomputed, String sentence) {
        static CheckJson of(Explanation.Check check, double stated) {
            return switch (check) {
                case Explanation.Check.Agrees(double again) ->
                    new CheckJson(
                            "agrees", stated, again, "Worked through again, the receipt gives the same evidence.");
                case Explanation.Check.Differs(double again) ->
                    new CheckJson("differs", stated, again, "Worked through again, the receipt gives other evidence.");
                case Explanation.Check.OtherConstants(String theirs, String ours) ->
                    new CheckJson(
                            "other_constants",
                            stated,
                            null,
                            "The detector's constants were " + theirs + ", here they are " + ours
                                    + ": ask a release that has those.");
                case Explanation.Check.NoReceipt() ->
                    new CheckJson(
                            "no_receipt",
                            stated,
                            null,
                            "This detector's sentence says it all: it compares with what people set.");
            };
        }
    }

    /** The model version that was in force. */
    public record ModelJson(long version, Instant trainedTo, String dataDigest) {
        static ModelJson of(ModelVersion model) {
            return new ModelJson(model.version(), Micros.toInstant(model.trainedTo()), model.dataDigest());
        }
    }

    /** An event of the calendar that touches the episode. */
    public record EventJson(String id, long version, String title) {}

    static ReceiptJson of(Explanation explained) {
        AlertEvent told = explained.told();
        return new ReceiptJson(
                explained.alert().id().value(),
                AlertJson.SeriesJson.of(told.series()),
                told.detectorId(),
                AlertEventJson.of(told),
                told.evidence().stream()
                        .map(io.tidewatch.feedback.desk.Slug::of)
                        .toList(),
                Micros.toInstant(told.started()),
                told.receipt()
                        .map(receipt -> WorkingJson.of(receipt, told.actual()))
                        .orElse(null),
                CheckJson.of(explained.check(), told.peakEvidence()),
                explained.model().map(ModelJson::of).orElse(null),
                explained.calendar().stream()
                        .map(event -> new EventJson(event.id().toString(), event.version(), event.title()))
                        .toList(),
                explained.verdicts().stream().map(VerdictJson::of).toList());
    }
}
