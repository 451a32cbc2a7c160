// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.EndpointHealth;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is given out; never with its credential.
 *
 * @param hasCredential whether it has one
 * @param secret the whole signing secret, only in the answer to creating or rotating
 * @param state "on", "paused" or "disabled"
 */
public record SubscriptionJson(
        String id,
        long version,
        String owner,
        String name,
        String url,
        String format,
        boolean hasCredential,
        FilterJson filter,
        RoutingBody routing,
        String state,
        HealthJson health,
        List<NoticeJson> notices,
        @Nullable String secret) {
    public record FilterJson(
            List<String> kpis, Map<String, String> labels, List<String> severities, List<String> kinds) {
        public static FilterJson of(Filter filter) {
            Map<String, String> labels = new TreeMap<>();
            filter.labels().forEach((name, pattern) -> labels.put(name, pattern.text()));
            return new FilterJson(
                    filter.kpis().stream().map(NamePattern::text).toList(),
                    labels,
                    filter.severities().stream()
                            .sorted()
                            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    filter.kinds().stream().sorted().map(EventKind::slug).toList());
        }
    }

    /** @param failures since the last success */
    public record HealthJson(
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable Instant failingSince,
            int failures,
            @Nullable Instant holdUntil,
            @Nullable Instant disabledAt,
            @Nullable String disabledReason) {
        static HealthJson of(EndpointHealth health) {
            return new HealthJson(
                    health.lastSuccess().orElse(null),
                    health.lastFailure().orElse(null),
                    health.failingSince().orElse(null),
                    health.failures(),
                    health.holdUntil().orElse(null),
                    health.disabled().map(EndpointHealth.Disabled::at).orElse(null),
                    health.disabled().map(EndpointHealth.Disabled::reason).orElse(null));
        }
    }

    public record NoticeJson(Instant at, String message) {}

    static SubscriptionJson of(
            Subscription subscription,
            EndpointHealth health,
            List<DeliveryLog.Notice> notices,
            @Nullable SigningSecret secret) {
        return new SubscriptionJson(
                subscription.id().toString(),
                subscription.version(),
                subscription.owner(),
                subscription.name(),
                subscription.url().toString(),
                subscription.format().slug(),
                subscription.credential().isPresent(),
                FilterJson.of(subscription.filter()),
                RoutingBody.of(subscription.routing()),
                subscription.paused() ? "paused" : health.disabled().isPresent() ? "disabled" : "on",
                HealthJson.of(health),
                notices.stream()
                        .map(notice -> new NoticeJson(notice.at(), notice.message()))
                        .toList(),
                secret == null ? null : secret.text());
    }
}
