// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/** Detectors as a YAML document, version 1. Only plain values are made of a document, never an object of its choice. */
final class DetectorDocument {
    private static final int VERSION = 1;
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_FAULTS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};
    private static final Set<String> KNOWN = Set.of("version", "detectors");

    private DetectorDocument() {}

    /** @param line where it begins, from 1 */
    record Entry(int line, Detector wanted, DetectorJson json) {}

    /** @throws TidewatchException MALFORMED where it is no YAML; INVALID_VALUE with lines and fields, at most twenty of them */
    static List<Entry> read(String text) {
        List<Integer> lines = lines(text);
        List<Entry> entries = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<?> items = items(text);
        for (int i = 0; i < items.size() && faults.size() < MAX_FAULTS; i++) {
            try {
                DetectorJson json = json(items.get(i));
                String kpi = required("kpi", json.kpi());
                Detector wanted = DetectorReader.read(json, kpi, required("name", json.name()), 1);
                if (!ids.add(wanted.id())) {
                    throw invalid("detector " + wanted.id() + " stands here twice");
                }
                entries.add(new Entry(lines.get(i), wanted, json));
            } catch (TidewatchException e) {
                faults.add("line " + lines.get(i) + ", detectors[" + i + "]: " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw invalid(String.join("; ", faults));
        }
        return entries;
    }

    static String write(List<Detector> detectors) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("detectors", detectors.stream().map(DetectorDocument::tree).toList());
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options).dump(document);
    }

    /** What a document says of it: without id and version, and without conditions that have no effect. */
    static Map<String, Object> tree(Detector detector) {
        Map<String, Object> all = JSON.convertValue(DetectorJson.of(detector), TREE);
        all.remove("id");
        all.remove("version");
        if (detector.conditions().equals(Conditions.NONE)) {
            all.remove("conditions");
        }
        return pruned(all);
    }

    private static Map<String, Object> pruned(Map<?, ?> tree) {
        Map<String, Object> kept = new LinkedHashMap<>();
        tree.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                kept.put(String.valueOf(name), pruned(map));
            } else if (value instanceof List<?> list) {
                kept.put(
                        String.valueOf(name),
                        list.stream()
                                .map(item -> item instanceof Map<?, ?> map ? pruned(map) : item)
                                .toList());
            } else if (value != null) {
                kept.put(String.valueOf(name), value);
            }
        });
        return kept;
    }

    private static DetectorJson json(Object item) {
        try {
            return JSON.convertValue(item, DetectorJson.class);
        } catch (IllegalArgumentException e) {
            String where = e.getCause() instanceof JsonMappingException mapping
                    ? mapping.getPath().stream()
                            .map(step ->
                                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                            .collect(Collectors.joining("."))
                    : "";
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "field \"" + where + "\" is unknown or of the wrong kind. An export shows what there is",
                    e);
        }
    }

    private static List<?> items(String text) {
        Map<?, ?> document = parsed(text, yaml -> yaml.load(text)) instanceof Map<?, ?> map ? map : Map.of();
        if (!Integer.valueOf(VERSION).equals(document.get("version"))
                || !(document.get("detectors") instanceof List<?> items)
                || !KNOWN.containsAll(document.keySet())) {
            throw invalid("the document has the fields \"version: 1\" and \"detectors:\" with a list, and no others");
        }
        return items;
    }

    private static List<Integer> lines(String text) {
        Object root = parsed(text, yaml -> yaml.compose(new StringReader(text)));
        if (root instanceof MappingNode map) {
            for (NodeTuple field : map.getValue()) {
                if (field.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals("detectors")
                        && field.getValueNode() instanceof SequenceNode items) {
                    return items.getValue().stream()
                            .map(Node::getStartMark)
                            .map(mark -> mark.getLine() + 1)
                            .toList();
                }
            }
        }
        return List.of();
    }

    private interface Reading {
        Object of(Yaml yaml);
    }

    private static Object parsed(String text, Reading reading) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MAX_CHARACTERS);
            // Anchors could make a small document large.
            options.setMaxAliasesForCollections(0);
            options.setAllowDuplicateKeys(false);
            return reading.of(new Yaml(new SafeConstructor(options)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new TidewatchException(
                    ErrorCode.MALFORMED, "line " + line + ": this is no YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new TidewatchException(
                    ErrorCode.MALFORMED,
                    "this is no YAML of at most " + MAX_CHARACTERS + " characters, " + text.length() + " came: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String required(String field, @org.jspecify.annotations.Nullable String value) {
        if (value == null || value.isBlank()) {
            throw invalid("field \"" + field + "\" is missing");
        }
        return value;
    }

    private static TidewatchException invalid(String message) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, message);
    }
}
