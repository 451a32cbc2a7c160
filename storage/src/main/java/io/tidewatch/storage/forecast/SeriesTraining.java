// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.series.SeriesKey;
import java.util.List;
import java.util.Optional;

/** Trains series of a run, one after the other. */
@FunctionalInterface
public interface SeriesTraining {
    /**
     * Says which series come next, all of one run and to be trained in this order, so that what they need can be read at once.
     * Some of them may be left out, where another worker was quicker.
     */
    default void expect(List<SeriesKey> series) {}

    /**
     * Called inside the transaction that holds the series' work item.
     *
     * @param trainedTo points at or after this time stay unseen, UTC microseconds
     * @param version of the bundle that the forecast becomes part of
     * @param before the state that the version gone on from holds of this series, as it was written
     */
    ItemOutcome train(SeriesKey series, String kpi, long version, long trainedTo, Optional<String> before);
}
