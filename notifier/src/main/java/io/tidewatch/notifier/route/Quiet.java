// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

import io.tidewatch.core.subscription.Silence;
import java.util.List;
import java.util.Optional;

/** Stages that hold back what people don't want to hear now. What they hold back stands in the delivery log. */
final class Quiet {
    private Quiet() {}

    /** The end of an alert of which the subscription heard nothing would puzzle its readers. */
    record BeginningSilenced() implements Stage {
        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            boolean unheard = candidate.told() == Candidate.Told.SILENCED;
            return switch (candidate.notification().kind()) {
                case ALERT_AMENDED, ALERT_RETRACTED, ALERT_RESOLVED, ALERT_ACKNOWLEDGED, VERDICT_GIVEN ->
                    unheard
                            ? Optional.of(new Ruling.Hold(
                                    RouteReason.BEGINNING_WAS_SILENCED, "the alert's beginning was silenced"))
                            : Optional.empty();
                // Worse than it was when it was silenced: worth telling once the silence is over.
                case ALERT_OPENED, ALERT_ESCALATED, TEST -> Optional.empty();
            };
        }
    }

    /** Whoever was told of the alert before the silence began still hears how it ends. */
    record Silenced(List<Silence> silences) implements Stage {
        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            if (endsWhatWasTold(candidate)) {
                return Optional.empty();
            }
            return silences.stream()
                    .filter(silence ->
                            silence.covers(candidate.notification().alert().series()))
                    .findFirst()
                    .map(silence -> new Ruling.Hold(
                            RouteReason.SILENCED,
                            "silenced by " + silence.createdBy() + " until " + silence.until() + ": "
                                    + silence.reason()));
        }

        private static boolean endsWhatWasTold(Candidate candidate) {
            return switch (candidate.notification().kind()) {
                case ALERT_RESOLVED, ALERT_RETRACTED -> candidate.told() == Candidate.Told.SOMETHING;
                case ALERT_OPENED, ALERT_ESCALATED, ALERT_AMENDED, ALERT_ACKNOWLEDGED, VERDICT_GIVEN, TEST -> false;
            };
        }
    }
}
