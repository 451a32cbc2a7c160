// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

import java.util.List;
import java.util.Optional;

/** One question on the way. */
@FunctionalInterface
interface Stage {
    /** A ruling ends the way; an empty answer leaves it to the next stage. */
    Optional<Ruling> judge(Candidate candidate);

    /** What nobody objects to is sent. */
    static Routing inOrder(Stage... stages) {
        List<Stage> all = List.of(stages);
        return candidate -> all.stream()
                .flatMap(stage -> stage.judge(candidate).stream())
                .findFirst()
                .orElse(new Ruling.Send(RouteReason.WANTED));
    }
}
