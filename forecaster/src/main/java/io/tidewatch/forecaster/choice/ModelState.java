// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import io.tidewatch.forecaster.feature.CalendarFeatures;
import io.tidewatch.forecaster.profile.SlotProfile;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one night leaves to the next: which method was chosen for a series and by which figures. Everything else is fitted
 * anew from the points.
 *
 * @param features version of the features that the choice was made with; of another version nothing is kept
 * @param method the slot profile, a model, or the blend
 * @param weights of the models that the method mixes, by name; none for the slot profile
 * @param chosenTo the midnight of the last backtest of all candidates, UTC microseconds; 0 where there was none yet
 * @param error mean absolute residual about the running level on the hold-out days, of the method; 0 where unknown
 * @param profileError as {@code error}, of the slot profile
 * @param pastError mean absolute error of the mixture a day and more ahead at past midnights; 0 where unknown
 * @param naiveError as {@code pastError}, of yesterday's value
 */
public record ModelState(
        int features,
        String method,
        SortedMap<String, Double> weights,
        long chosenTo,
        double error,
        double profileError,
        double pastError,
        double naiveError) {
    /** No candidates were compared: too little history for it. */
    public static final ModelState UNTRIED =
            new ModelState(CalendarFeatures.VERSION, SlotProfile.METHOD, new TreeMap<>(), 0, 0, 0, 0, 0);

    public ModelState {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Double>) weights));
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            if (!(weight.getValue() > 0 && weight.getValue() <= 1)) {
                throw new IllegalArgumentException(
                        "a weight is over 0 and at most 1, not " + weight.getValue() + " of " + weight.getKey());
            }
        }
    }

    boolean isProfile() {
        return weights.isEmpty();
    }
}
