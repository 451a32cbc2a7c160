// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.AlertMatcher;
import io.tidewatch.core.subscription.Grouping;
import io.tidewatch.core.subscription.Inhibition;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.QuietHours;
import io.tidewatch.core.subscription.RoutingPolicy;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription spares its readers, as it is sent in and given out. Durations as ISO-8601 writes them (PT15M).
 *
 * @param group what goes out as one message
 * @param repeat how often an open alert that nobody acknowledged is told again
 * @param unacknowledgedFor an escalation: told only of alerts that nobody acknowledged for so long
 */
public record RoutingBody(
        @Nullable GroupBody group,
        @Nullable String repeat,
        @Nullable String unacknowledgedFor,
        @Nullable QuietBody quiet,
        @Nullable List<InhibitionBody> inhibitions) {
    /** @param by "kpi", or names of labels */
    public record GroupBody(
            @Nullable String window, @Nullable List<String> by) {
        /** A form sends its fields empty. */
        private boolean says() {
            return window != null && !window.isBlank() || by != null && !by.isEmpty();
        }
    }

    /**
     * Hours in which nothing below {@code wake} is told.
     *
     * @param days on which they begin (monday, …); nothing means every day
     * @param from local time, 22:00
     * @param to local time, on the next day where it is not later
     * @param wake what is told nevertheless, "high" where nothing is said
     */
    public record QuietBody(
            @Nullable String zone,
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String to,
            @Nullable String wake) {
        private boolean says() {
            return from != null && !from.isBlank() || to != null && !to.isBlank();
        }
    }

    /** Everything passes what is missing or empty. */
    public record MatcherBody(
            @Nullable List<String> kpis,
            @Nullable Map<String, String> labels,
            @Nullable List<String> severities) {}

    /** While an alert of {@code cause} is open, those of {@code effect} that agree in the labels {@code equal} are not told. */
    public record InhibitionBody(
            @Nullable MatcherBody cause,
            @Nullable MatcherBody effect,
            @Nullable List<String> equal) {}

    /** @throws IllegalArgumentException naming the field and what is wrong */
    public RoutingPolicy policy() {
        return new RoutingPolicy(
                given(group).filter(GroupBody::says).map(RoutingBody::grouping),
                duration("routing.repeat", repeat),
                duration("routing.unacknowledgedFor", unacknowledgedFor),
                given(quiet).filter(QuietBody::says).map(RoutingBody::hours),
                (inhibitions == null ? List.<InhibitionBody>of() : inhibitions)
                        .stream().map(RoutingBody::inhibition).toList());
    }

    public static RoutingBody of(RoutingPolicy policy) {
        return new RoutingBody(
                policy.grouping()
                        .map(group -> new GroupBody(group.window().toString(), group.by()))
                        .orElse(null),
                policy.repeat().map(Duration::toString).orElse(null),
                policy.unacknowledgedFor().map(Duration::toString).orElse(null),
                policy.quiet().map(RoutingBody::body).orElse(null),
                policy.inhibitions().stream()
                        .map(rule -> new InhibitionBody(body(rule.cause()), body(rule.effect()), rule.equal()))
                        .toList());
    }

    private static QuietBody body(QuietHours quiet) {
        return new QuietBody(
                quiet.zone().getId(),
                quiet.days().stream().sorted().map(RoutingBody::slug).toList(),
                quiet.from().toString(),
                quiet.to().toString(),
                slug(quiet.wake()));
    }

    private static MatcherBody body(AlertMatcher matcher) {
        Map<String, String> labels = new TreeMap<>();
        matcher.labels().forEach((name, pattern) -> labels.put(name, pattern.text()));
        return new MatcherBody(
                matcher.kpis().stream().map(NamePattern::text).toList(),
                labels,
                matcher.severities().stream().sorted().map(RoutingBody::slug).toList());
    }

    private static Grouping grouping(GroupBody group) {
        return new Grouping(
                duration("routing.group.window", group.window())
                        .orElseThrow(
                                () -> new IllegalArgumentException("\"routing.group.window\" is missing; say PT30S")),
                group.by() == null ? List.of() : group.by());
    }

    private static QuietHours hours(QuietBody quiet) {
        Set<DayOfWeek> days = new HashSet<>();
        for (String day : quiet.days() == null ? List.<String>of() : quiet.days()) {
            days.add(read(
                    "routing.quiet.days",
                    day,
                    "monday to sunday",
                    text -> DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT))));
        }
        return new QuietHours(
                read("routing.quiet.zone", quiet.zone(), "a zone such as Europe/Berlin", ZoneId::of),
                days,
                read("routing.quiet.from", quiet.from(), "a time such as 22:00", LocalTime::parse),
                read("routing.quiet.to", quiet.to(), "a time such as 07:00", LocalTime::parse),
                quiet.wake() == null ? Severity.HIGH : severity("routing.quiet.wake", quiet.wake()));
    }

    private static Inhibition inhibition(InhibitionBody rule) {
        return new Inhibition(
                matcher("cause", rule.cause()),
                matcher("effect", rule.effect()),
                rule.equal() == null ? List.of() : rule.equal());
    }

    private static AlertMatcher matcher(String name, @Nullable MatcherBody body) {
        if (body == null) {
            throw new IllegalArgumentException("\"routing.inhibitions\" needs \"" + name + "\" in each rule");
        }
        Set<Severity> severities = new HashSet<>();
        for (String text : body.severities() == null ? List.<String>of() : body.severities()) {
            severities.add(severity("routing.inhibitions." + name + ".severities", text));
        }
        return new AlertMatcher(
                SubscriptionBody.patterns(body.kpis()), SubscriptionBody.patterns(body.labels()), severities);
    }

    private static Optional<Duration> duration(String field, @Nullable String text) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(read(field, text, "a duration such as PT15M", Duration::parse));
    }

    private static Severity severity(String field, String text) {
        return read(field, text, "low, medium or high", given -> Severity.valueOf(given.toUpperCase(Locale.ROOT)));
    }

    private static <T> T read(String field, @Nullable String text, String wanted, Function<String, T> reading) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing; give " + wanted);
        }
        try {
            return reading.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + field + "\" must be " + wanted + ", not \"" + text + "\"", e);
        }
    }

    private static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T> Optional<T> given(@Nullable T value) {
        return Optional.ofNullable(value);
    }
}
