// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.routing;

import io.tidewatch.core.routing.Ruling;
import java.time.Instant;
import java.util.List;

/**
 * Who would be told.
 *
 * @param series in canonical form
 * @param at when the alert would open
 * @param answers one for each subscription that the caller may see
 */
public record DryRun(String series, String severity, String kind, Instant at, List<Answer> answers) {
    /**
     * Of one subscription.
     *
     * @param told "now", "grouped", "held" or "never"
     * @param reason the word that stands in logs and deliveries
     * @param message for people
     * @param state "on", "paused" or "disabled": what is told to one that is not on waits
     * @param steps each stage up to the one that ruled
     */
    public record Answer(
            String id,
            String name,
            String owner,
            String told,
            String reason,
            String message,
            String state,
            List<Step> steps) {}

    /** @param passed whether the stage had nothing to say */
    public record Step(String question, boolean passed, String reason) {}

    static String told(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Send send -> "now";
            case Ruling.Gather gather -> "grouped";
            case Ruling.Hold hold -> "held";
            case Ruling.Drop drop -> "never";
        };
    }

    static String message(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Send send -> "told at once";
            case Ruling.Gather gather -> "told with what else happens until " + gather.until();
            case Ruling.Hold hold -> "held back, and kept in the delivery log: " + hold.message();
            case Ruling.Drop drop -> drop.reason().slug().replace('-', ' ');
        };
    }
}
