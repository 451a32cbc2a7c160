// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * How a subscription's receiver has been lately.
 *
 * @param failingSince the first failure after the last success
 * @param failures without a success in between
 * @param holdUntil the receiver asked for a pause
 * @param disabled when and why nothing is sent any more, until the subscription is resumed
 */
public record EndpointHealth(
        Optional<Instant> lastSuccess,
        Optional<Instant> lastFailure,
        Optional<Instant> failingSince,
        int failures,
        Optional<Instant> holdUntil,
        Optional<Disabled> disabled) {
    public static final EndpointHealth UNTRIED = new EndpointHealth(
            Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty());

    public record Disabled(Instant at, String reason) {}
}
