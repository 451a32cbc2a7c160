// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.replay.ReplayOrder;

/** What is done for one kind of request. */
interface Job {
    /**
     * Does it, or what is left of it.
     *
     * @return what came out, in a sentence
     * @throws Interrupted where it was cancelled or the role stops
     * @throws io.tidewatch.core.error.TidewatchException with what is wrong with the order
     */
    String run(long request, ReplayOrder order);
}
