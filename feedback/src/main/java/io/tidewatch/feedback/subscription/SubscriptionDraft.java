// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.WebhookUrl;
import java.util.Optional;

/** What a person decides about a subscription. */
public record SubscriptionDraft(
        String name,
        WebhookUrl url,
        Format format,
        Optional<String> credential,
        Filter filter,
        RoutingPolicy routing) {}
