// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.queue;

import java.util.List;

/**
 * The queue.
 *
 * @param waiting alerts without a verdict, in all
 * @param first the most telling of them, the most telling one first
 */
public record Questions(long waiting, List<Question> first) {
    public Questions {
        first = List.copyOf(first);
    }
}
