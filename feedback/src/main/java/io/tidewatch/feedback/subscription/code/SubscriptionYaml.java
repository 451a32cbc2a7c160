// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription.code;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.Destination;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.subscription.RoutingBody;
import io.tidewatch.feedback.subscription.SubscriptionBody;
import io.tidewatch.feedback.subscription.SubscriptionDraft;
import io.tidewatch.feedback.subscription.SubscriptionJson;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/** Reads and writes the document; version 1. Only nodes are read, no Java object is ever made of a document. */
public final class SubscriptionYaml {
    static final int VERSION = 1;
    private static final int MAX_FAULTS = 20;
    private static final int MAX_CHARACTERS = 1_000_000;

    /** @param line where it begins, from 1 */
    public record Entry(int line, SubscriptionDraft draft, boolean paused) {}

    private SubscriptionYaml() {}

    /** @throws TidewatchException INVALID_VALUE with line and field of what is wrong, at most twenty of them */
    public static List<Entry> read(String text) {
        YamlMap document = root(text);
        List<Entry> entries = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Node> items = document.items("subscriptions").orElse(List.of());
        for (int i = 0; i < items.size() && faults.size() < MAX_FAULTS; i++) {
            try {
                Entry entry = entry(items.get(i), "subscriptions[" + i + "].");
                if (!names.add(entry.draft().name())) {
                    throw new YamlFault(
                            entry.line(),
                            "a subscription named \"" + entry.draft().name() + "\" stands here twice");
                }
                entries.add(entry);
            } catch (YamlFault e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.join("; ", faults));
        }
        return entries;
    }

    private static YamlMap root(String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MAX_CHARACTERS);
            // Anchors could make a small document large.
            options.setMaxAliasesForCollections(0);
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node == null) {
                throw new YamlFault(1, "the document is empty; begin it with \"version: 1\" and \"subscriptions:\"");
            }
            YamlMap document = new YamlMap(node, "", Set.of("version", "subscriptions"));
            String version = document.required("version");
            if (!version.equals(Integer.toString(VERSION))) {
                throw new YamlFault(document.line(), "field \"version\" must be 1, not " + version);
            }
            return document;
        } catch (YamlFault e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.valueOf(e.getMessage()), e);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new TidewatchException(
                    ErrorCode.MALFORMED, "line " + line + ": this is no YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new TidewatchException(ErrorCode.MALFORMED, "this is no YAML: " + e.getMessage(), e);
        }
    }

    private static Entry entry(Node node, String path) {
        YamlMap map =
                new YamlMap(node, path, Set.of("name", "url", "format", "credential", "paused", "filter", "routing"));
        String name = map.required("name").strip();
        if (name.isEmpty() || name.length() > Subscription.MAX_NAME) {
            throw new YamlFault(
                    map.line(), "field \"" + path + "name\" has 1 to " + Subscription.MAX_NAME + " characters");
        }
        String url = map.required("url");
        @Nullable String format = map.text("format");
        SubscriptionDraft draft = new SubscriptionDraft(
                name,
                map.at("url", () -> Destination.parse(url.strip())),
                map.at("format", () -> format == null ? Format.STANDARD : Format.ofSlug(format)),
                Optional.ofNullable(map.text("credential")).filter(given -> !given.isBlank()),
                filter(map),
                routing(map));
        return new Entry(map.line(), draft, map.flag("paused"));
    }

    private static Filter filter(YamlMap map) {
        SubscriptionBody.@Nullable FilterBody body = map.child(
                "filter",
                Set.of("kpis", "labels", "severities", "kinds"),
                each -> new SubscriptionBody.FilterBody(
                        each.texts("kpis"), each.map("labels"), each.texts("severities"), each.texts("kinds")));
        return map.at("filter", () -> body == null ? Filter.EVERYTHING : body.filter());
    }

    private static RoutingPolicy routing(YamlMap map) {
        @Nullable
        RoutingBody body = map.child(
                "routing",
                Set.of("group", "repeat", "unacknowledgedFor", "quiet", "inhibitions"),
                SubscriptionYaml::routingBody);
        return map.at("routing", () -> body == null ? RoutingPolicy.NONE : body.policy());
    }

    private static RoutingBody routingBody(YamlMap map) {
        List<RoutingBody.InhibitionBody> inhibitions = new ArrayList<>();
        for (Node node : map.items("inhibitions").orElse(List.of())) {
            YamlMap rule = new YamlMap(node, "routing.inhibitions.", Set.of("cause", "effect", "equal"));
            inhibitions.add(new RoutingBody.InhibitionBody(
                    rule.child("cause", Set.of("kpis", "labels", "severities"), SubscriptionYaml::matcher),
                    rule.child("effect", Set.of("kpis", "labels", "severities"), SubscriptionYaml::matcher),
                    rule.texts("equal")));
        }
        return new RoutingBody(
                map.child(
                        "group",
                        Set.of("window", "by"),
                        each -> new RoutingBody.GroupBody(each.text("window"), each.texts("by"))),
                map.text("repeat"),
                map.text("unacknowledgedFor"),
                map.child(
                        "quiet",
                        Set.of("zone", "days", "from", "to", "wake"),
                        each -> new RoutingBody.QuietBody(
                                each.text("zone"),
                                each.texts("days"),
                                each.text("from"),
                                each.text("to"),
                                each.text("wake"))),
                inhibitions);
    }

    private static RoutingBody.MatcherBody matcher(YamlMap map) {
        return new RoutingBody.MatcherBody(map.texts("kpis"), map.map("labels"), map.texts("severities"));
    }

    /** Without secrets and credentials: the document may stand in a repository. */
    public static String write(List<Subscription> subscriptions) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Subscription each : subscriptions) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", each.name());
            entry.put("url", each.url().toString());
            entry.put("format", each.format().slug());
            if (each.paused()) {
                entry.put("paused", true);
            }
            put(entry, "filter", CodeTree.of(SubscriptionJson.FilterJson.of(each.filter())));
            put(entry, "routing", CodeTree.of(RoutingBody.of(each.routing())));
            entries.add(entry);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("subscriptions", entries);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options).dump(document);
    }

    private static void put(Map<String, Object> entry, String name, Map<String, Object> tree) {
        if (!tree.isEmpty()) {
            entry.put(name, tree);
        }
    }
}
