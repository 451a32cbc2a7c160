// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.subscription;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.Destination;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.storage.secret.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row and the record that it stands for. */
final class SubscriptionRow {
    static final String COLUMNS = "id, version, owner, name, url, format, credential, kpis, label_names, "
            + "label_patterns, severities, kinds, routing, paused, epoch";
    static final String VALUES = ":id, :version, :owner, :name, :url, :format, :credential, :kpis, :label_names, "
            + ":label_patterns, :severities, :kinds, cast(:routing as jsonb), :paused, :epoch";

    private SubscriptionRow() {}

    static Map<String, @Nullable Object> bindings(Subscription subscription, SecretBox secrets) {
        Filter filter = subscription.filter();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", subscription.id());
        values.put("version", subscription.version());
        values.put("owner", subscription.owner());
        values.put("name", subscription.name());
        values.put("url", subscription.url().toString());
        values.put("format", subscription.format().slug());
        values.put(
                "credential",
                subscription
                        .credential()
                        .map(given -> secrets.seal(given, row(subscription.id())))
                        .orElse(null));
        values.put("kpis", array(filter.kpis().stream().map(NamePattern::text)));
        values.put("label_names", array(filter.labels().keySet().stream()));
        values.put("label_patterns", array(filter.labels().values().stream().map(NamePattern::text)));
        values.put("severities", array(filter.severities().stream().sorted().map(SubscriptionRow::slug)));
        values.put("kinds", array(filter.kinds().stream().sorted().map(EventKind::slug)));
        values.put("routing", RoutingJson.write(subscription.routing()));
        values.put("paused", subscription.paused());
        values.put("epoch", subscription.epoch());
        return values;
    }

    static Subscription read(ResultSet row, SecretBox secrets) throws SQLException {
        List<String> names = texts(row, "label_names");
        List<String> patterns = texts(row, "label_patterns");
        Map<String, NamePattern> labels = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            labels.put(names.get(i), new NamePattern(patterns.get(i)));
        }
        UUID id = row.getObject("id", UUID.class);
        return new Subscription(
                id,
                row.getLong("version"),
                row.getString("owner"),
                row.getString("name"),
                Destination.parse(row.getString("url")),
                Format.ofSlug(row.getString("format")),
                Optional.ofNullable(row.getString("credential")).map(stored -> secrets.open(stored, row(id))),
                new Filter(
                        texts(row, "kpis").stream().map(NamePattern::new).toList(),
                        labels,
                        texts(row, "severities").stream()
                                .map(slug -> Severity.valueOf(slug.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toSet()),
                        texts(row, "kinds").stream().map(EventKind::ofSlug).collect(Collectors.toSet())),
                RoutingJson.read(row.getString("routing")),
                row.getBoolean("paused"),
                row.getInt("epoch"));
    }

    /** What a subscription's secrets are bound to. */
    static String row(UUID id) {
        return "subscription/" + id;
    }

    private static String slug(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String[] array(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
