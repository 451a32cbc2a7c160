// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Model states as JSON, with the format's version: states of every released format can be read for ever. */
public final class ModelStateJson {
    /** 2: weights by part of the horizon; in 1 a model has one weight for all of it. */
    private static final int FORMAT = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelStateJson() {}

    public static String write(ModelState state) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("features", state.features());
        json.put("method", state.method());
        ObjectNode weights = json.putObject("weights");
        state.weights().forEach((model, byPart) -> {
            ArrayNode parts = weights.putArray(model);
            byPart.forEach(parts::add);
        });
        if (!state.provenance().isEmpty()) {
            ObjectNode provenance = json.putObject("provenance");
            state.provenance().forEach(provenance::put);
        }
        json.put("chosenTo", state.chosenTo());
        json.put("error", state.error());
        json.put("profileError", state.profileError());
        json.put("pastError", state.pastError());
        json.put("naiveError", state.naiveError());
        return json.toString();
    }

    /** @throws TidewatchException INVALID_VALUE where it is no state, or one of a newer Tidewatch */
    public static ModelState read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            int format = json.path("format").asInt();
            if (format < 1 || format > FORMAT) {
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE,
                        "a model state of format " + format + " can't be read here, only up to " + FORMAT
                                + "; it was written by a newer Tidewatch");
            }
            SortedMap<String, List<Double>> weights = new TreeMap<>();
            json.path("weights").properties().forEach(weight -> weights.put(weight.getKey(), parts(weight.getValue())));
            SortedMap<String, String> provenance = new TreeMap<>();
            json.path("provenance")
                    .properties()
                    .forEach(told ->
                            provenance.put(told.getKey(), told.getValue().asText()));
            return new ModelState(
                    json.path("features").asInt(),
                    json.path("method").asText(),
                    weights,
                    provenance,
                    json.path("chosenTo").asLong(),
                    json.path("error").asDouble(),
                    json.path("profileError").asDouble(),
                    json.path("pastError").asDouble(),
                    json.path("naiveError").asDouble());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "this is no model state: " + e.getMessage(), e);
        }
    }

    private static List<Double> parts(JsonNode weight) {
        if (!weight.isArray()) {
            return List.of(weight.asDouble());
        }
        List<Double> parts = new ArrayList<>();
        weight.forEach(part -> parts.add(part.asDouble()));
        return List.copyOf(parts);
    }
}
