// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import io.tidewatch.core.subscription.EventKind;
import java.time.Instant;
import java.util.Optional;

/** The last stage: how what is told travels. */
final class Delivery {
    private Delivery() {}

    record Grouped(Instant now) implements Stage {
        @Override
        public String question() {
            return "Does it go together with others?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            if (candidate.kind() == EventKind.TEST) {
                return Optional.empty();
            }
            return candidate
                    .subscription()
                    .routing()
                    .grouping()
                    .map(grouping -> new Ruling.Gather(
                            RouteReason.GROUPED, grouping.key(candidate.series()), now.plus(grouping.window())));
        }
    }
}
