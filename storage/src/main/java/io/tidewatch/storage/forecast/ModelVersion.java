// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A KPI's bundle: the method chosen for each of its series, and what they expect.
 *
 * @param runId the training run that made it
 * @param trainedTo points at or after this time stayed unseen, UTC microseconds
 * @param series how many it holds
 * @param methods how many series each method was chosen for
 * @param metrics by name
 * @param dataDigest SHA-256 over the points seen, in hexadecimal
 * @param copyOf the version that this one is again; empty where it was trained
 * @param mlflowVersion the number that MLflow gave it; empty where it has not heard of it
 * @param reason why it serves, or why it doesn't, in words
 */
public record ModelVersion(
        String kpi,
        long version,
        long runId,
        State state,
        long trainedTo,
        int series,
        Map<String, Integer> methods,
        Map<String, Double> metrics,
        String dataDigest,
        Instant createdAt,
        OptionalLong copyOf,
        Optional<String> mlflowVersion,
        String reason) {
    /** The version that was trained: of a copy the one that it is again. */
    public long original() {
        return copyOf.orElse(version);
    }

    /** Whether it serves. */
    public enum State {
        CHALLENGER,
        /** Its forecasts are the ones in force; one for each KPI. */
        CHAMPION,
        RETIRED;

        /** As it stands in the database and in the API. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static State state(String slug) {
        return State.valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
