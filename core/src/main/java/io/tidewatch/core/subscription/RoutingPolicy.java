// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a subscription spares its readers. Whatever it holds back stands in the delivery log.
 *
 * @param grouping what goes out together
 * @param repeat how often an alert that is open and that nobody acknowledged is told again
 * @param unacknowledgedFor an escalation: told only of alerts that nobody acknowledged for so long
 * @param quiet when to be quiet
 * @param inhibitions which alerts keep others quiet
 */
public record RoutingPolicy(
        Optional<Grouping> grouping,
        Optional<Duration> repeat,
        Optional<Duration> unacknowledgedFor,
        Optional<QuietHours> quiet,
        List<Inhibition> inhibitions) {
    public static final RoutingPolicy NONE =
            new RoutingPolicy(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    private static final Duration MIN = Duration.ofMinutes(1);
    private static final Duration MAX = Duration.ofDays(7);

    public RoutingPolicy {
        inhibitions = List.copyOf(inhibitions);
        repeat.ifPresent(every -> requireSane("repeat", every));
        unacknowledgedFor.ifPresent(wait -> requireSane("unacknowledgedFor", wait));
        if (inhibitions.size() > Inhibition.MAX_RULES) {
            throw new IllegalArgumentException("a subscription has at most " + Inhibition.MAX_RULES
                    + " inhibitions, not " + inhibitions.size() + "; use * in their patterns");
        }
    }

    private static void requireSane(String name, Duration given) {
        if (given.compareTo(MIN) < 0 || given.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("\"" + name + "\" is PT1M to P7D, not " + given);
        }
    }
}
