// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Subscription;
import java.time.Instant;

/**
 * An event and a subscription that may want it.
 *
 * @param severity of the alert as it stands
 * @param at when it happened
 */
public record Candidate(
        EventKind kind, SeriesKey series, Severity severity, Instant at, Subscription subscription, Known known) {}
