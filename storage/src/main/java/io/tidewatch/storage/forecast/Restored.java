// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

/** What came of the wish that another version serves. */
public sealed interface Restored {
    /** It serves, under a number of its own, since readers of the log ignore a version that is not newer. */
    record Serves(ModelVersion version) implements Restored {}

    /** It serves already. */
    record Already(ModelVersion version) implements Restored {}

    /**
     * Its forecasts are over or were removed; what it chose can be fitted to the points of today.
     *
     * @param version that was asked for
     */
    record NeedsTraining(ModelVersion version) implements Restored {}

    /** A training of the KPI goes on; ask again when it is done. */
    record Busy() implements Restored {}

    /** The KPI has no such version. */
    record Unknown() implements Restored {}
}
