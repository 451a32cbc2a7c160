// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import io.tidewatch.core.subscription.Silence;
import java.time.Instant;
import java.util.List;

/**
 * What routing looks at beside the event.
 *
 * @param silences those in force now
 * @param open alerts that are not over, for inhibitions
 * @param notBefore what happened earlier was before the notifier's first start, and is news to nobody
 */
public record Circumstances(Instant now, List<Silence> silences, List<OpenAlert> open, Instant notBefore) {
    public Circumstances {
        silences = silences.stream().filter(silence -> silence.inForce(now)).toList();
        open = List.copyOf(open);
    }
}
