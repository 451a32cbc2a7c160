// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: after some failures in a row a name, or an address, waits longer and longer. An address gets more tries
 * than a name, since many people may share it.
 */
final class Throttle {
    private static final int FREE_TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGET = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 10_000;

    private record Failures(int count, Instant last) {}

    private final InstantSource clock;
    private final int free;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private Throttle(InstantSource clock, int free) {
        this.clock = clock;
        this.free = free;
    }

    static Throttle perName(InstantSource clock) {
        return new Throttle(clock, FREE_TRIES);
    }

    static Throttle perAddress(InstantSource clock) {
        return new Throttle(clock, FREE_TRIES * 10);
    }

    /** Zero where a try is allowed now. */
    synchronized Duration waitFor(String who) {
        Failures known = failures.get(who);
        if (known == null || known.count() < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(known.count() - free, 20);
        Duration pause = FIRST_WAIT.multipliedBy(1L << doublings);
        Instant allowed = known.last().plus(pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause);
        Duration left = Duration.between(clock.instant(), allowed);
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String who) {
        Instant now = clock.instant();
        Failures known = failures.get(who);
        boolean goesOn = known != null && known.last().plus(FORGET).isAfter(now);
        failures.put(who, new Failures(goesOn && known != null ? known.count() + 1 : 1, now));
    }

    synchronized void succeeded(String who) {
        failures.remove(who);
    }
}
