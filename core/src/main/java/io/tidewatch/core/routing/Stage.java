// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import java.util.Optional;

/** One question on the way. */
sealed interface Stage permits Wants.Stages, Quiet.Stages, Delivery.Grouped {
    /** For people: what it asks. */
    String question();

    /** A ruling ends the way; an empty answer leaves it to the next stage. */
    Optional<Ruling> judge(Candidate candidate);
}
