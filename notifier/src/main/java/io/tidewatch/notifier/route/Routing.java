// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

import io.tidewatch.core.subscription.Silence;
import java.util.List;

/** Who is told of what. */
@FunctionalInterface
public interface Routing {
    Ruling rule(Candidate candidate);

    /**
     * The way of every event, read from top to bottom: first what the subscription asked for, then what people silenced.
     *
     * @param silences those in force at the time
     */
    static Routing with(List<Silence> silences) {
        return Stage.inOrder(
                new Wants.Kind(),
                new Wants.KpiName(),
                new Wants.LabelValues(),
                new Wants.SeverityOrToldBefore(),
                new Quiet.BeginningSilenced(),
                new Quiet.Silenced(silences));
    }
}
