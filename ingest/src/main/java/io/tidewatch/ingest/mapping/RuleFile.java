// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as it stands in the file; {@link RuleReader} says what is wrong with it. */
record RuleFile(
        @JsonProperty("kpi") @Nullable String kpi,
        @JsonProperty("match") @Nullable MatchFile match,
        @JsonProperty("ignore") boolean ignore,
        @JsonProperty("labels") @Nullable JsonNode labels,
        @JsonProperty("formula") @Nullable String formula,
        @JsonProperty("step") @Nullable String step,
        @JsonProperty("late") @Nullable String late,
        @JsonProperty("wait") @Nullable String waits,
        @JsonProperty("aggregate") @Nullable String aggregate,
        @JsonProperty("quantiles") @Nullable List<Double> quantiles,
        @JsonProperty("inputs") @Nullable Map<String, InputFile> inputs,
        @JsonProperty("guard") @Nullable Map<String, Double> guard) {

    /** All of it are patterns. */
    record MatchFile(
            @JsonProperty("measurement") @Nullable String measurement,
            @JsonProperty("field") @Nullable String field,
            @JsonProperty("tags") @Nullable Map<String, String> tags) {}

    record InputFile(
            @JsonProperty("match") @Nullable MatchFile match,
            @JsonProperty("aggregate") @Nullable String aggregate,
            @JsonProperty("quantile") @Nullable Double quantile) {}

    /** The whole file. */
    record Rules(@JsonProperty("rules") @Nullable List<RuleFile> rules) {}
}
