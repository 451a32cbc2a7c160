// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait after each failure. */
final class RetrySchedule {
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    /** Either way, so that receivers which fell together don't get everything at once when they stand up. */
    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    /** @param random safe for several threads */
    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param failures before the one just now
     * @return empty where the schedule is over
     */
    Optional<Duration> after(int failures) {
        if (failures >= WAITS.size()) {
            return Optional.empty();
        }
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Optional.of(Duration.ofMillis(Math.round(WAITS.get(failures).toMillis() * factor)));
    }
}
