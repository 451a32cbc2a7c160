// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.routing.Circumstances;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.storage.delivery.NotifiedAlerts;
import io.tidewatch.storage.silence.SilenceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What routing looks at beside an event, read from the database. */
public final class Situation {
    private final SilenceStore silences;
    private final NotifiedAlerts alerts;
    private final Instant notBefore;

    /**
     * @param firstStart when webhooks were first sent from here
     * @param patience what happened so long before is news still
     */
    public Situation(SilenceStore silences, NotifiedAlerts alerts, Instant firstStart, Duration patience) {
        this.silences = silences;
        this.alerts = alerts;
        this.notBefore = firstStart.minus(patience);
    }

    Circumstances at(Instant now, List<Subscription> subscriptions) {
        boolean inhibits = subscriptions.stream()
                .anyMatch(each -> !each.routing().inhibitions().isEmpty());
        return new Circumstances(now, silences.notOver(now), inhibits ? alerts.open() : List.of(), notBefore);
    }
}
