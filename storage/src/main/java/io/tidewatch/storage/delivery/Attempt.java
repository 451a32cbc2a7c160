// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One try, as it went.
 *
 * @param outcome a word: answered, or why there was no answer
 * @param status the answer's, where there was one
 * @param requestHeaders one a line
 * @param response the answer's headers and body, cut
 * @param error in words; empty where an answer came
 * @param nextTry empty where no other follows
 */
public record Attempt(
        Instant startedAt,
        Duration duration,
        String outcome,
        OptionalInt status,
        String url,
        String requestHeaders,
        String response,
        String error,
        Optional<Instant> nextTry) {}
