// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import java.time.Instant;
import java.util.Optional;

/** What becomes of a candidate. */
public sealed interface Ruling {
    RouteReason reason();

    record Send(RouteReason reason) implements Ruling {}

    /**
     * Sent together with others.
     *
     * @param key the same for all that goes together
     * @param until when, unless the group was begun earlier
     */
    record Gather(RouteReason reason, String key, Instant until) implements Ruling {}

    /**
     * Not sent, but to be seen in the log.
     *
     * @param message for people
     * @param lookAgain when this may be over at the latest; empty where it is final
     */
    record Hold(RouteReason reason, String message, Optional<Instant> lookAgain) implements Ruling {}

    record Drop(RouteReason reason) implements Ruling {}
}
