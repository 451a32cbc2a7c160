// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.Optional;

/** How an event enters the log of deliveries. */
public sealed interface Placing {
    /** To be sent as soon as its lane allows. */
    record Due() implements Placing {}

    /** To be sent with others of its lane, at this time or when the first of them said. */
    record Gathered(Instant until) implements Placing {}

    /**
     * Not to be sent, but to be seen.
     *
     * @param reason for people
     * @param lookAgain when to ask again whether it may be sent; empty where it never may
     */
    record Held(String reason, Optional<Instant> lookAgain) implements Placing {}
}
