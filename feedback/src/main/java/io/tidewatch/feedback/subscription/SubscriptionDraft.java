// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.subscription.Destination;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.RoutingPolicy;
import java.util.Optional;

/** What a person decides about a subscription. */
public record SubscriptionDraft(
        String name,
        Destination url,
        Format format,
        Optional<String> credential,
        Filter filter,
        RoutingPolicy routing) {}
