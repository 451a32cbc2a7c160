// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.AlertMatcher;
import io.tidewatch.core.subscription.Grouping;
import io.tidewatch.core.subscription.Inhibition;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.QuietHours;
import io.tidewatch.core.subscription.RoutingPolicy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A routing policy as the table holds it. */
final class RoutingJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record PolicyRow(
            @Nullable GroupRow group,
            @Nullable String repeat,
            @Nullable String unacknowledgedFor,
            @Nullable QuietRow quiet,
            @Nullable List<InhibitionRow> inhibitions) {}

    private record GroupRow(String window, List<String> by) {}

    private record QuietRow(String zone, List<Integer> days, String from, String to, String wake) {}

    private record MatcherRow(List<String> kpis, Map<String, String> labels, List<String> severities) {}

    private record InhibitionRow(MatcherRow cause, MatcherRow effect, List<String> equal) {}

    private RoutingJson() {}

    static String write(RoutingPolicy policy) {
        PolicyRow row = new PolicyRow(
                policy.grouping()
                        .map(group -> new GroupRow(group.window().toString(), group.by()))
                        .orElse(null),
                policy.repeat().map(Duration::toString).orElse(null),
                policy.unacknowledgedFor().map(Duration::toString).orElse(null),
                policy.quiet().map(RoutingJson::row).orElse(null),
                policy.inhibitions().stream()
                        .map(rule -> new InhibitionRow(row(rule.cause()), row(rule.effect()), rule.equal()))
                        .toList());
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a routing policy can't be written: " + e.getMessage(), e);
        }
    }

    static RoutingPolicy read(String text) {
        try {
            PolicyRow row = JSON.readValue(text, PolicyRow.class);
            return new RoutingPolicy(
                    Optional.ofNullable(row.group())
                            .map(group -> new Grouping(Duration.parse(group.window()), group.by())),
                    Optional.ofNullable(row.repeat()).map(Duration::parse),
                    Optional.ofNullable(row.unacknowledgedFor()).map(Duration::parse),
                    Optional.ofNullable(row.quiet()).map(RoutingJson::quiet),
                    row.inhibitions() == null
                            ? List.of()
                            : row.inhibitions().stream()
                                    .map(rule ->
                                            new Inhibition(matcher(rule.cause()), matcher(rule.effect()), rule.equal()))
                                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored routing policy can't be read: " + e.getMessage(), e);
        }
    }

    private static QuietRow row(QuietHours quiet) {
        return new QuietRow(
                quiet.zone().getId(),
                quiet.days().stream().sorted().map(DayOfWeek::getValue).toList(),
                quiet.from().toString(),
                quiet.to().toString(),
                quiet.wake().name());
    }

    private static QuietHours quiet(QuietRow row) {
        return new QuietHours(
                ZoneId.of(row.zone()),
                row.days().stream().map(DayOfWeek::of).collect(Collectors.toSet()),
                LocalTime.parse(row.from()),
                LocalTime.parse(row.to()),
                Severity.valueOf(row.wake()));
    }

    private static MatcherRow row(AlertMatcher matcher) {
        Map<String, String> labels = new TreeMap<>();
        matcher.labels().forEach((name, pattern) -> labels.put(name, pattern.text()));
        return new MatcherRow(
                texts(matcher.kpis()),
                labels,
                matcher.severities().stream().sorted().map(Severity::name).toList());
    }

    private static AlertMatcher matcher(MatcherRow row) {
        Map<String, NamePattern> labels = new TreeMap<>();
        row.labels().forEach((name, text) -> labels.put(name, new NamePattern(text)));
        return new AlertMatcher(
                row.kpis().stream().map(NamePattern::new).toList(),
                labels,
                row.severities().stream().map(Severity::valueOf).collect(Collectors.toSet()));
    }

    private static List<String> texts(Collection<NamePattern> patterns) {
        return patterns.stream().map(NamePattern::text).toList();
    }
}
