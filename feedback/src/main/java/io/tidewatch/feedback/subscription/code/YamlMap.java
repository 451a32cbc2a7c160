// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping that is read strictly: a name that is unknown or stands twice, and a value of another kind, is a fault. */
final class YamlMap {
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param path what faults call it; ends with a dot unless it is empty */
    YamlMap(Node node, String path, Set<String> known) {
        this.path = path;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw new YamlFault(line, (path.isEmpty() ? "the document" : field(path)) + " must be a mapping of fields");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (!known.contains(name)) {
                throw new YamlFault(
                        lineOf(tuple.getKeyNode()),
                        "field \"" + path + name + "\" is unknown; use one of "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (values.put(name, tuple.getValueNode()) != null) {
                throw new YamlFault(lineOf(tuple.getKeyNode()), "field \"" + path + name + "\" stands twice");
            }
        }
    }

    int line() {
        return line;
    }

    @Nullable
    String text(String name) {
        Node node = values.get(name);
        if (node == null || isNull(node)) {
            return null;
        }
        return scalar(node, path + name);
    }

    String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw new YamlFault(line, "field \"" + path + name + "\" is missing");
        }
        return text;
    }

    boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new YamlFault(
                lineOf(values.get(name)), "field \"" + path + name + "\" must be true or false, not \"" + text + "\"");
    }

    @Nullable
    List<String> texts(String name) {
        return items(name)
                .map(nodes -> {
                    List<String> texts = new ArrayList<>();
                    nodes.forEach(node -> texts.add(scalar(node, path + name)));
                    return texts;
                })
                .orElse(null);
    }

    Optional<List<Node>> items(String name) {
        Node node = values.get(name);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw new YamlFault(lineOf(node), "field \"" + path + name + "\" must be a list");
        }
        return Optional.of(sequence.getValue());
    }

    /** Names that people choose, each with a text. */
    @Nullable
    Map<String, String> map(String name) {
        Node node = values.get(name);
        if (node == null || isNull(node)) {
            return null;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw new YamlFault(lineOf(node), "field \"" + path + name + "\" must be a mapping");
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), path + name);
            if (map.put(key, scalar(tuple.getValueNode(), path + name + "." + key)) != null) {
                throw new YamlFault(
                        lineOf(tuple.getKeyNode()), "field \"" + path + name + "." + key + "\" stands twice");
            }
        }
        return map;
    }

    /** A mapping below this one, where there is one. */
    <T> @Nullable T child(String name, Set<String> known, Function<YamlMap, T> reading) {
        Node node = values.get(name);
        return node == null || isNull(node) ? null : reading.apply(new YamlMap(node, path + name + ".", known));
    }

    /** Turns a complaint about what a field says into a fault of that field's line. */
    <T> T at(String name, java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            Node node = values.get(name);
            throw new YamlFault(node == null ? line : lineOf(node), "field \"" + path + name + "\": " + e.getMessage());
        }
    }

    static int lineOf(@Nullable Node node) {
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String scalar(Node node, String field) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new YamlFault(lineOf(node), "field \"" + field + "\" must be a text");
    }

    private static String field(String path) {
        return "field \"" + path.substring(0, path.length() - 1) + "\"";
    }
}
