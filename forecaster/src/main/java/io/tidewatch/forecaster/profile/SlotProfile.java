// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import java.util.Optional;

/**
 * The slot profile alone as a series' method: profile, noise, flat-line table and intervals from the last 21 local days. Pure
 * and deterministic; safe for use by any number of threads.
 */
public final class SlotProfile {
    public static final String METHOD = "slot-profile";

    private final Tuning tuning;

    public SlotProfile() {
        this(Tuning.DEFAULT);
    }

    /** With other constants, for experiments. */
    public SlotProfile(Tuning tuning) {
        this.tuning = tuning;
    }

    /** How many local days before {@code trainedTo} are looked at. */
    public int historyDays() {
        return (int) tuning.historyDays();
    }

    /**
     * Trains on a history.
     *
     * @param modelVersion of the bundle that this becomes part of
     * @return empty with less than a day of points, or fewer than 60
     */
    public Optional<Forecast> train(History history, long modelVersion) {
        return Night.of(history, tuning).map(night -> night.profile(modelVersion));
    }
}
