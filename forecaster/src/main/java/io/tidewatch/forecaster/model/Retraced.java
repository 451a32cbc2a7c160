// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A mixture of models seen from each of the past midnights and from the last one.
 *
 * @param method {@link Forecaster#BLEND}, or the one model where the mixture is no mixture
 * @param weights by the model's name, one for each part of the horizon, in which they sum to 1
 * @param provenance of those models of the mixture whose library tells it, by the model's name
 * @param step of a row, microseconds
 * @param paths by origin, each from a wall-clock midnight, a day apart; the last is the forecast
 * @param pastError mean absolute error of the rows at past origins, in the series' unit
 * @param naiveError as {@code pastError}, of yesterday's value
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of rows on their way into curves
public record Retraced(
        String method,
        SortedMap<String, List<Double>> weights,
        SortedMap<String, String> provenance,
        long step,
        double[][] paths,
        double pastError,
        double naiveError) {
    public Retraced {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, List<Double>>) weights));
        provenance = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) provenance));
    }

    /** How many past midnights it was seen from. */
    public int past() {
        return paths.length - 1;
    }
}
