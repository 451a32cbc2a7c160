// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.Optional;

/** What a try means for its delivery and its receiver. */
public sealed interface AttemptEnd {
    record Delivered() implements AttemptEnd {}

    /** @param holdUntil the receiver wants no delivery at all before then */
    record Retry(Instant at, Optional<Instant> holdUntil) implements AttemptEnd {}

    record Exhausted(String reason) implements AttemptEnd {}

    /** The receiver is gone for good: the subscription is switched off, the delivery waits for it to come back. */
    record Gone(String reason) implements AttemptEnd {}
}
