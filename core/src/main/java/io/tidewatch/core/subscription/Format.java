// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import java.util.Arrays;
import java.util.Locale;

/** What the body looks like. Every format that goes over HTTP carries the Standard Webhooks headers. */
public enum Format {
    /** Tidewatch's own JSON, whose schema is published. */
    STANDARD,
    /** The same in a CloudEvents 1.0 envelope, structured mode. */
    CLOUDEVENTS,
    /** What Prometheus Alertmanager sends to its webhook receivers, version 4. */
    ALERTMANAGER,
    /** Slack's incoming webhooks. */
    SLACK,
    /** PagerDuty Events v2; the credential is the routing key. */
    PAGERDUTY,
    /** A message for people, to an address written as mailto:team@example.com. */
    EMAIL;

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a subscription in this format can't do without a credential. */
    public boolean needsCredential() {
        return switch (this) {
            case PAGERDUTY -> true;
            case STANDARD, CLOUDEVENTS, ALERTMANAGER, SLACK, EMAIL -> false;
        };
    }

    /** Whether one message can carry several events. */
    public boolean groups() {
        return switch (this) {
            case PAGERDUTY -> false;
            case STANDARD, CLOUDEVENTS, ALERTMANAGER, SLACK, EMAIL -> true;
        };
    }

    /**
     * Whether what arrives there pages somebody. Such a receiver hears of whole incidents only where they are asked for by name,
     * or every alert of one would page twice.
     */
    public boolean pages() {
        return switch (this) {
            case PAGERDUTY, ALERTMANAGER -> true;
            case STANDARD, CLOUDEVENTS, SLACK, EMAIL -> false;
        };
    }

    /** @throws IllegalArgumentException naming the text and what is known */
    public static Format ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(format -> format.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("format \"" + slug + "\" is unknown; use one of "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Format::slug).toList())));
    }
}
