// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.series.SeriesId;
import java.util.List;

/** What a record of the scores topic says: points of one series as they were scored, in that order. */
public record ScoresMessage(SeriesId series, List<ServedScore> scores) {
    public ScoresMessage {
        scores = List.copyOf(scores);
    }
}
