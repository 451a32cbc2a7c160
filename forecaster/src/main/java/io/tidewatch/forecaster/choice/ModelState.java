// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import io.tidewatch.forecaster.feature.CalendarFeatures;
import io.tidewatch.forecaster.profile.SlotProfile;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one night leaves to the next: which method was chosen for a series and by which figures. Everything else is fitted
 * anew from the points.
 *
 * @param features version of the features that the choice was made with; of another version nothing is kept
 * @param method the slot profile, a model, or the blend
 * @param weights of the models that the method mixes, by name, one for each part of the horizon, in which they sum to 1; none
 *     for the slot profile
 * @param provenance how the latest fit came about, of those models of the mixture whose library tells it, by name
 * @param chosenTo the midnight of the last backtest of all candidates, UTC microseconds; 0 where there was none yet
 * @param error mean absolute residual about the running level on the hold-out days, of the method; 0 where unknown
 * @param profileError as {@code error}, of the slot profile
 * @param pastError mean absolute error of the mixture a day and more ahead at past midnights; 0 where unknown
 * @param naiveError as {@code pastError}, of yesterday's value
 */
public record ModelState(
        int features,
        String method,
        SortedMap<String, List<Double>> weights,
        SortedMap<String, String> provenance,
        long chosenTo,
        double error,
        double profileError,
        double pastError,
        double naiveError) {
    /** No candidates were compared: too little history for it. */
    public static final ModelState UNTRIED = new ModelState(
            CalendarFeatures.VERSION, SlotProfile.METHOD, new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0, 0);

    public ModelState {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, List<Double>>) weights));
        provenance = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) provenance));
        Set<Integer> parts = new HashSet<>();
        weights.forEach((model, byPart) -> {
            parts.add(byPart.size());
            for (double weight : byPart) {
                if (!(weight >= 0 && weight <= 1)) {
                    throw new IllegalArgumentException(
                            "a weight is at least 0 and at most 1, not " + weight + " of " + model);
                }
            }
        });
        if (parts.size() > 1 || parts.contains(0)) {
            throw new IllegalArgumentException(
                    "all models must have a weight for each of the same parts of the horizon, not " + weights);
        }
    }

    /** The same choice, fitted again. */
    ModelState refitted(SortedMap<String, String> again) {
        return new ModelState(features, method, weights, again, chosenTo, error, profileError, pastError, naiveError);
    }

    boolean isProfile() {
        return weights.isEmpty();
    }
}
