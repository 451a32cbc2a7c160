// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.series.SeriesKey;
import java.util.Optional;

/** Trains one series of a run; called inside the transaction that holds its work item. */
@FunctionalInterface
public interface SeriesTraining {
    /**
     * @param trainedTo points at or after this time stay unseen, UTC microseconds
     * @param version of the bundle that the forecast becomes part of
     * @param before the state that the version gone on from holds of this series, as it was written
     */
    ItemOutcome train(SeriesKey series, String kpi, long version, long trainedTo, Optional<String> before);
}
