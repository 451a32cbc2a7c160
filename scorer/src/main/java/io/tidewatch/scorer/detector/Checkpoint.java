// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertId;
import java.util.Set;

/**
 * A series as it was right after a point.
 *
 * @param time of that point
 * @param modelVersion in force then
 * @param open the detectors' own ids of the alerts that were open
 */
@SuppressWarnings("ArrayRecordComponent") // a state, never compared
public record Checkpoint(long time, long modelVersion, Set<AlertId> open, byte[] state) {
    public Checkpoint {
        open = Set.copyOf(open);
    }
}
