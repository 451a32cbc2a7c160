// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import io.tidewatch.core.alert.AlertEventKind;
import java.util.Arrays;

/** What a webhook can tell. */
public enum EventKind {
    ALERT_OPENED("alert.opened"),
    ALERT_ESCALATED("alert.escalated"),
    ALERT_ACKNOWLEDGED("alert.acknowledged"),
    ALERT_AMENDED("alert.amended"),
    ALERT_RETRACTED("alert.retracted"),
    ALERT_RESOLVED("alert.resolved"),
    /** Still open, and nobody took it: told again because the subscription asks for it. */
    ALERT_REPEATED("alert.repeated"),
    VERDICT_GIVEN("verdict.given"),
    /** Alerts that belong together. */
    INCIDENT_OPENED("incident.opened"),
    INCIDENT_RESOLVED("incident.resolved"),
    /** Beyond all that is remembered of a series; only where a filter names it, since it pages nobody. */
    NOTABLE_SEEN("notable.seen"),
    /** Sent by the test button alone; no filter holds it back. */
    TEST("test");

    private final String slug;

    EventKind(String slug) {
        this.slug = slug;
    }

    /** The name in payloads, filters and tables. */
    public String slug() {
        return slug;
    }

    public static EventKind of(AlertEventKind kind) {
        return switch (kind) {
            case OPENED -> ALERT_OPENED;
            case ESCALATED -> ALERT_ESCALATED;
            case AMENDED -> ALERT_AMENDED;
            case RETRACTED -> ALERT_RETRACTED;
            case RESOLVED -> ALERT_RESOLVED;
        };
    }

    /** @throws IllegalArgumentException naming the text and what is known */
    public static EventKind ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(kind -> kind.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("event kind \"" + slug + "\" is unknown; use one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(EventKind::slug).toList())));
    }
}
