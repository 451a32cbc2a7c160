// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.Optional;

/**
 * What a record of the desk topic says: a person did something with an alert, or the desk saw that alerts belong together.
 *
 * @param alert of an incident's events the alert that founded it
 * @param id unique; readers drop what they have seen
 * @param at when, UTC microseconds since 1970
 */
public record DeskMessage(AlertId alert, String id, long at, String actor, Act act) {
    /** Of the message that an incident began; there is one. */
    public static String openedId(AlertId incident) {
        return incidentId(incident, "opened");
    }

    /** Of the message that it ended then; it may go on after that, and end again. */
    public static String resolvedId(AlertId incident, long resolved) {
        return incidentId(incident, "resolved-" + resolved);
    }

    private static String incidentId(AlertId incident, String what) {
        return "incident-" + incident + "-" + what;
    }

    /** What was done. */
    public sealed interface Act {
        record Acknowledged() implements Act {}

        /** @param kind empty where the verdict before was taken back and none is in force */
        record VerdictGiven(long verdictId, Optional<VerdictKind> kind, String comment) implements Act {}

        /** Two alerts or more belong together. */
        record IncidentOpened(IncidentReport incident) implements Act {}

        /** All alerts of an incident have ended or were taken back. */
        record IncidentResolved(IncidentReport incident) implements Act {}
    }
}
