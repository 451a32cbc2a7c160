// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.QuietHours;
import io.tidewatch.core.subscription.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stages that hold back what people don't want to hear now. What they hold back stands in the delivery log, and is told
 * later where the alert is still open when their reason is over.
 */
final class Quiet {
    private Quiet() {}

    sealed interface Stages extends Stage
            permits BeforeFirstStart, BeginningHeld, Silenced, Inhibited, Hours, Unacknowledged {}

    /** Whoever was told that an alert or an incident began hears how it ends, whatever is quiet meanwhile. */
    private static boolean endsWhatWasTold(Candidate candidate) {
        return switch (candidate.kind()) {
            case ALERT_RESOLVED, ALERT_RETRACTED, INCIDENT_RESOLVED ->
                candidate.known().told() == Known.Told.SOMETHING;
            case ALERT_OPENED,
                    ALERT_ESCALATED,
                    ALERT_AMENDED,
                    ALERT_ACKNOWLEDGED,
                    ALERT_REPEATED,
                    VERDICT_GIVEN,
                    INCIDENT_OPENED,
                    NOTABLE_SEEN -> false;
            case TEST -> true;
        };
    }

    /** A notifier that starts for the first time reads a log that may be long: it must not wake people with old news. */
    record BeforeFirstStart(Instant notBefore) implements Stages {
        @Override
        public String question() {
            return "Did it happen after the notifier was first started?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            if (!candidate.at().isBefore(notBefore)) {
                return Optional.empty();
            }
            return Optional.of(new Ruling.Hold(
                    RouteReason.BEFORE_FIRST_START,
                    "it happened at " + candidate.at() + ", long before webhooks were first sent from here",
                    Optional.empty()));
        }
    }

    /** The end of an alert of which the subscription heard nothing would puzzle its readers. */
    record BeginningHeld() implements Stages {
        @Override
        public String question() {
            return "Was the alert's beginning told, or is this one?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            boolean unheard = candidate.known().told() == Known.Told.HELD;
            return switch (candidate.kind()) {
                case ALERT_AMENDED,
                        ALERT_RETRACTED,
                        ALERT_RESOLVED,
                        ALERT_ACKNOWLEDGED,
                        ALERT_REPEATED,
                        INCIDENT_RESOLVED,
                        VERDICT_GIVEN ->
                    unheard
                            ? Optional.of(new Ruling.Hold(
                                    RouteReason.BEGINNING_WAS_HELD,
                                    "the alert's beginning was held back",
                                    Optional.empty()))
                            : Optional.empty();
                // Worse than it was when it was held back: worth asking the next stages again.
                case ALERT_OPENED, ALERT_ESCALATED, INCIDENT_OPENED, NOTABLE_SEEN, TEST -> Optional.empty();
            };
        }
    }

    record Silenced(List<Silence> silences) implements Stages {
        @Override
        public String question() {
            return "Is it silenced?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            if (endsWhatWasTold(candidate)) {
                return Optional.empty();
            }
            return silences.stream()
                    .filter(silence -> silence.covers(candidate.series()))
                    .findFirst()
                    .map(silence -> new Ruling.Hold(
                            RouteReason.SILENCED,
                            "silenced by " + silence.createdBy() + " until " + silence.until() + ": "
                                    + silence.reason(),
                            Optional.of(silence.until())));
        }
    }

    record Inhibited(List<OpenAlert> open, Instant now) implements Stages {
        @Override
        public String question() {
            return "Does another open alert explain it?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            if (endsWhatWasTold(candidate)) {
                return Optional.empty();
            }
            return candidate.subscription().routing().inhibitions().stream()
                    .flatMap(rule -> open.stream()
                            .filter(other -> rule.holds(
                                    other.series(), other.severity(), candidate.series(), candidate.severity())))
                    .findFirst()
                    .map(cause -> new Ruling.Hold(
                            RouteReason.INHIBITED,
                            "explained by the open alert of " + cause.series(),
                            Optional.of(now)));
        }
    }

    record Hours(Instant now) implements Stages {
        @Override
        public String question() {
            return "Are these quiet hours?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            Optional<QuietHours> hours = candidate.subscription().routing().quiet();
            if (endsWhatWasTold(candidate)
                    || hours.isEmpty()
                    || candidate.severity().compareTo(hours.get().wake()) >= 0) {
                return Optional.empty();
            }
            return hours.get()
                    .until(now)
                    .map(end -> new Ruling.Hold(
                            RouteReason.QUIET_HOURS,
                            "quiet hours until " + end + "; told then if it is still open",
                            Optional.of(end)));
        }
    }

    /** An escalation: silent as long as somebody may still take the alert. */
    record Unacknowledged(Instant now) implements Stages {
        @Override
        public String question() {
            return "Has nobody acknowledged it for long enough?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            Optional<Duration> patience = candidate.subscription().routing().unacknowledgedFor();
            if (patience.isEmpty() || candidate.known().told() == Known.Told.SOMETHING || nobodyTakes(candidate)) {
                return Optional.empty();
            }
            if (candidate.known().acknowledged()) {
                return Optional.of(new Ruling.Hold(
                        RouteReason.ACKNOWLEDGED_IN_TIME, "somebody acknowledged it in time", Optional.empty()));
            }
            Instant due = candidate.known().since().orElse(now).plus(patience.get());
            return now.isBefore(due)
                    ? Optional.of(new Ruling.Hold(
                            RouteReason.NOT_YET_ESCALATED,
                            "told at " + due + " if nobody has acknowledged it by then",
                            Optional.of(due)))
                    : Optional.empty();
        }

        private static boolean nobodyTakes(Candidate candidate) {
            return candidate.kind() == EventKind.TEST || candidate.kind() == EventKind.NOTABLE_SEEN;
        }
    }
}
