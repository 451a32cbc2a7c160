// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.subscriptions.DeliveriesView.Choice;
import io.tidewatch.feedback.web.subscriptions.DeliveriesView.Line;
import io.tidewatch.storage.delivery.Attempt;
import io.tidewatch.storage.delivery.DeliveryEntry;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.DeliveryState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the log of deliveries together. */
final class DeliveryPages {
    private static final int PAGE = 50;

    private final Desk desk;
    private final SubscriptionPages subscriptions;
    private final DeliveryLog log;

    DeliveryPages(Desk desk) {
        this.desk = desk;
        this.subscriptions = new SubscriptionPages(desk);
        this.log = new DeliveryLog(desk.workplace().database());
    }

    /** @param before only older ones than this id; all where it is empty */
    DeliveriesView list(Here here, @Nullable String wanted, @Nullable String stateWanted, @Nullable String before) {
        Instant now = desk.workplace().now();
        List<Subscription> mine = subscriptions.visible(here);
        Optional<Subscription> current = wanted == null || wanted.isBlank()
                ? mine.stream().findFirst()
                : Optional.of(subscriptions.find(here, wanted));
        String state = stateWanted == null ? "" : stateWanted;
        String id = current.map(each -> each.id().toString()).orElse("");
        List<DeliveryEntry> entries = current.map(each -> log.page(each.id(), stateOf(state), beforeOf(before), PAGE))
                .orElse(List.of());
        String address = "/deliveries?subscription=" + id;
        return new DeliveriesView(
                here.frame(
                        "Deliveries", Section.DELIVERIES, desk.alerts().counts().open()),
                mine.stream()
                        .map(each -> new Choice(
                                each.id().toString(),
                                each.name(),
                                "/deliveries?subscription=" + each.id(),
                                each.id().toString().equals(id)))
                        .toList(),
                id,
                List.of(
                        new Choice("", "All", address, state.isEmpty()),
                        new Choice("waiting", "Waiting", address + "&state=waiting", state.equals("waiting")),
                        new Choice("exhausted", "Failed", address + "&state=exhausted", state.equals("exhausted"))),
                entries.stream().map(entry -> line(entry, now)).toList(),
                entries.size() < PAGE
                        ? ""
                        : address + (state.isEmpty() ? "" : "&state=" + state) + "&before="
                                + entries.getLast().id());
    }

    DeliveryView one(Here here, String id) {
        Instant now = desk.workplace().now();
        DeliveryLog.Detail detail = log.find(beforeOf(id)).orElseThrow(() -> unknown(id));
        DeliveryEntry entry = detail.entry();
        Subscription subscription =
                subscriptions.find(here, entry.subscription().toString());
        return new DeliveryView(
                here.frame(
                        "Delivery", Section.DELIVERIES, desk.alerts().counts().open()),
                line(entry, now),
                subscription.name(),
                subscription.id().toString(),
                detail.attempts().stream().map(attempt -> attempt(attempt, now)).toList(),
                detail.body(),
                List.of(
                        new DeliveryView.Id("webhook-id", entry.eventId()),
                        new DeliveryView.Id("delivery", Long.toString(entry.id())),
                        new DeliveryView.Id("subscription", entry.subscription().toString()),
                        new DeliveryView.Id("lane", entry.lane())),
                resendable(entry));
    }

    private static TidewatchException unknown(String id) {
        return new TidewatchException(
                ErrorCode.NOT_FOUND, "no delivery \"" + (id.length() > 80 ? id.substring(0, 80) + "…" : id) + "\".");
    }

    private static Optional<DeliveryState> stateOf(String text) {
        for (DeliveryState state : DeliveryState.values()) {
            if (state.slug().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static long beforeOf(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw unknown(text == null ? "" : text);
        }
    }

    private static Line line(DeliveryEntry entry, Instant now) {
        boolean bad = entry.state() == DeliveryState.EXHAUSTED
                || entry.state() == DeliveryState.WAITING && entry.attempts() > 0;
        String icon = switch (entry.state()) {
            case DELIVERED -> "circle-check";
            case EXHAUSTED -> "circle-x";
            case WAITING -> bad ? "triangle-alert" : "circle-dot";
            case QUEUED, GATHERING, GROUPED, SILENCED -> "circle-dot";
        };
        return new Line(
                entry.id(),
                icon,
                bad,
                outcome(entry, now),
                entry.state() == DeliveryState.DELIVERED ? "" : error(entry),
                entry.kind(),
                entry.series(),
                Integer.toString(entry.attempts()),
                Moment.of(entry.createdAt(), now, ZoneOffset.UTC),
                "/deliveries/" + entry.id(),
                resendable(entry));
    }

    private static boolean resendable(DeliveryEntry entry) {
        return entry.state() == DeliveryState.DELIVERED || entry.state() == DeliveryState.EXHAUSTED;
    }

    private static String outcome(DeliveryEntry entry, Instant now) {
        return switch (entry.state()) {
            case DELIVERED ->
                "delivered"
                        + (entry.lastStatus().isPresent()
                                ? ", " + entry.lastStatus().getAsInt()
                                : "");
            case EXHAUSTED -> "given up after " + entry.attempts() + " tries";
            case WAITING ->
                entry.nextTry()
                        .filter(next -> next.isAfter(now))
                        .map(next -> "next try " + Spans.ago(next, now))
                        .orElse("about to be sent");
            case QUEUED -> "waits behind an earlier event of the same alert";
            case GATHERING -> "waits for others to go with";
            case GROUPED -> entry.reason();
            case SILENCED -> "held back" + (entry.reason().isEmpty() ? "" : ": " + entry.reason());
        };
    }

    private static String error(DeliveryEntry entry) {
        if (!entry.lastError().isEmpty()) {
            return entry.lastError();
        }
        return entry.lastStatus().isPresent() ? "answered " + entry.lastStatus().getAsInt() : entry.reason();
    }

    private static DeliveryView.Try attempt(Attempt attempt, Instant now) {
        boolean good = attempt.status().isPresent() && attempt.status().getAsInt() / 100 == 2;
        String outcome = attempt.status().isPresent()
                ? "answered " + attempt.status().getAsInt()
                : attempt.outcome().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new DeliveryView.Try(
                Moment.of(attempt.startedAt(), now, ZoneOffset.UTC),
                outcome,
                !good,
                attempt.duration().toMillis() + " ms",
                attempt.error(),
                "POST " + attempt.url() + "\n" + attempt.requestHeaders(),
                attempt.response().isEmpty() ? "no answer" : attempt.response());
    }
}
