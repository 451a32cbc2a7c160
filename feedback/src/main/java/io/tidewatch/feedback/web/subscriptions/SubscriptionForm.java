// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.Grouping;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.QuietHours;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.subscription.RoutingBody;
import io.tidewatch.feedback.web.format.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the form of a subscription begins with.
 *
 * @param routed whether it spares its readers in any way
 * @param quietDays on which quiet hours begin, as names with commas between
 * @param inhibitions how many it has; the form carries them along and doesn't show them
 * @param inhibitionsJson as the REST API writes them
 */
public record SubscriptionForm(
        String name,
        String url,
        List<Option> formats,
        String kpis,
        String labels,
        boolean hasCredential,
        List<Option> severities,
        List<Option> kinds,
        boolean routed,
        List<Option> windows,
        String groupBy,
        List<Option> repeats,
        List<Option> patience,
        String quietFrom,
        String quietTo,
        String quietZone,
        List<Option> wake,
        String quietDays,
        int inhibitions,
        String inhibitionsJson) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Severity> WORST_FIRST = List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW);

    /** A line of a list, or a box to tick. */
    public record Option(String value, String label, boolean chosen) {}

    static SubscriptionForm empty() {
        return form("", "", Format.STANDARD, false, Filter.EVERYTHING, RoutingPolicy.NONE);
    }

    static SubscriptionForm of(Subscription one) {
        return form(
                one.name(),
                one.url().toString(),
                one.format(),
                one.credential().isPresent(),
                one.filter(),
                one.routing());
    }

    private static SubscriptionForm form(
            String name, String url, Format format, boolean hasCredential, Filter filter, RoutingPolicy routing) {
        Optional<QuietHours> quiet = routing.quiet();
        return new SubscriptionForm(
                name,
                url,
                Stream.of(Format.values())
                        .map(each -> new Option(each.slug(), label(each), each == format))
                        .toList(),
                filter.kpis().stream().map(NamePattern::text).collect(Collectors.joining(", ")),
                filter.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue().text())
                        .collect(Collectors.joining(", ")),
                hasCredential,
                severities(filter.severities()),
                Stream.of(EventKind.values())
                        .filter(kind -> kind != EventKind.TEST)
                        .map(kind -> new Option(
                                kind.slug(), kind.slug(), filter.kinds().contains(kind)))
                        .toList(),
                !routing.equals(RoutingPolicy.NONE),
                durations("don't group", routing.grouping().map(Grouping::window), "PT30S", "PT1M", "PT5M", "PT15M"),
                routing.grouping().map(group -> String.join(", ", group.by())).orElse(""),
                durations("never", routing.repeat(), "PT30M", "PT1H", "PT4H", "PT12H", "PT24H"),
                durations("tell at once", routing.unacknowledgedFor(), "PT5M", "PT15M", "PT30M", "PT1H", "PT4H"),
                quiet.map(hours -> hours.from().toString()).orElse(""),
                quiet.map(hours -> hours.to().toString()).orElse(""),
                quiet.map(hours -> hours.zone().getId()).orElse(""),
                severities(Set.of(quiet.map(QuietHours::wake).orElse(Severity.HIGH))),
                quiet.map(hours -> hours.days().stream().sorted().map(Slug::of).collect(Collectors.joining(", ")))
                        .orElse(""),
                routing.inhibitions().size(),
                json(routing));
    }

    private static List<Option> severities(Set<Severity> chosen) {
        return WORST_FIRST.stream()
                .map(each -> new Option(Slug.of(each), Slug.of(each), chosen.contains(each)))
                .toList();
    }

    /** With the one that is set, also where it is none of the usual. */
    private static List<Option> durations(String none, Optional<Duration> set, String... usual) {
        List<Option> options = new ArrayList<>(List.of(new Option("", none, set.isEmpty())));
        boolean found = false;
        for (String text : usual) {
            Duration each = Duration.parse(text);
            boolean chosen = set.filter(each::equals).isPresent();
            found |= chosen;
            options.add(new Option(text, Spans.words(each), chosen));
        }
        if (set.isPresent() && !found) {
            options.add(new Option(set.get().toString(), Spans.words(set.get()), true));
        }
        return options;
    }

    private static String json(RoutingPolicy routing) {
        try {
            return JSON.writeValueAsString(RoutingBody.of(routing).inhibitions());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String label(Format format) {
        return switch (format) {
            case STANDARD -> "Tidewatch JSON";
            case CLOUDEVENTS -> "CloudEvents";
            case ALERTMANAGER -> "Alertmanager";
            case SLACK -> "Slack";
            case PAGERDUTY -> "PagerDuty";
            case EMAIL -> "E-mail";
        };
    }
}
