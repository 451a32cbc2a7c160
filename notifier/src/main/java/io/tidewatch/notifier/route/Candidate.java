// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.notifier.event.Notification;

/**
 * An event and a subscription that may want it.
 *
 * @param told what the subscription knows of the alert so far
 */
public record Candidate(Notification notification, Subscription subscription, Told told) {
    /** What a subscription knows of an alert. */
    public enum Told {
        NOTHING,
        /** Only what was held back. */
        SILENCED,
        SOMETHING
    }
}
