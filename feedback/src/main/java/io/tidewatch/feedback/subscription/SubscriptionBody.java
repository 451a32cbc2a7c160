// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.Destination;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is sent in.
 *
 * @param version of what the caller saw; only where it is changed
 * @param format "standard" where nothing is said
 * @param routing nothing is held back where nothing is said
 * @param credential the one there stays where nothing is said
 */
public record SubscriptionBody(
        @Nullable Long version,
        @Nullable String name,
        @Nullable String url,
        @Nullable String format,
        @Nullable String credential,
        @Nullable FilterBody filter,
        @Nullable RoutingBody routing) {
    /** Everything passes what is missing or empty; * stands for any characters. */
    public record FilterBody(
            @Nullable List<String> kpis,
            @Nullable Map<String, String> labels,
            @Nullable List<String> severities,
            @Nullable List<String> kinds) {
        public Filter filter() {
            return new Filter(patterns(kpis), patterns(labels), wantedSeverities(), wantedKinds());
        }

        private Set<Severity> wantedSeverities() {
            Set<Severity> found = new HashSet<>();
            for (String text : severities == null ? List.<String>of() : severities) {
                try {
                    found.add(Severity.valueOf(text.toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "severity must be one of low, medium, high, not \"" + text + "\"", e);
                }
            }
            return found;
        }

        private Set<EventKind> wantedKinds() {
            Set<EventKind> found = new HashSet<>();
            for (String text : kinds == null ? List.<String>of() : kinds) {
                found.add(EventKind.ofSlug(text));
            }
            return found;
        }
    }

    /** @throws TidewatchException INVALID_VALUE naming what is missing or wrong */
    SubscriptionDraft draft() {
        String named = Text.checked("name", Body.field("name", name), 200);
        String address = Body.field("url", url).strip();
        return read(() -> new SubscriptionDraft(
                named,
                Destination.parse(address),
                format == null ? Format.STANDARD : Format.ofSlug(format),
                Optional.ofNullable(credential).map(String::strip).filter(given -> !given.isEmpty()),
                filter == null ? Filter.EVERYTHING : filter.filter(),
                routing == null ? RoutingPolicy.NONE : routing.policy()));
    }

    /** None for nothing. */
    public static List<NamePattern> patterns(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts.stream().map(NamePattern::new).toList();
    }

    /** None for nothing. */
    public static Map<String, NamePattern> patterns(@Nullable Map<String, String> texts) {
        Map<String, NamePattern> found = new TreeMap<>();
        if (texts != null) {
            texts.forEach((name, text) -> found.put(name, new NamePattern(text)));
        }
        return found;
    }

    /** Turns a complaint into a refusal. */
    public static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.valueOf(e.getMessage()), e);
        }
    }
}
