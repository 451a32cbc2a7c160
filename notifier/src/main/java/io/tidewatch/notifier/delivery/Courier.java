// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import io.tidewatch.core.subscription.MailAddress;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.notifier.egress.Outcome;
import io.tidewatch.notifier.egress.Refusal;
import io.tidewatch.notifier.egress.WebhookClient;
import io.tidewatch.notifier.egress.WebhookRequest;
import io.tidewatch.notifier.format.Formats;
import io.tidewatch.notifier.mail.MailCarrier;
import io.tidewatch.notifier.sign.WebhookSigner;
import io.tidewatch.storage.delivery.Attempt;
import io.tidewatch.storage.delivery.AttemptEnd;
import io.tidewatch.storage.delivery.AttemptReport;
import io.tidewatch.storage.delivery.TakenDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Makes one try. */
final class Courier {
    private final WebhookClient client;
    private final MailCarrier mail;
    private final AttemptJudge judge;
    private final InstantSource clock;

    Courier(WebhookClient client, MailCarrier mail, AttemptJudge judge, InstantSource clock) {
        this.client = client;
        this.mail = mail;
        this.judge = judge;
        this.clock = clock;
    }

    AttemptReport deliver(TakenDelivery delivery) {
        Instant started = clock.instant();
        long tick = System.nanoTime();
        String body = Formats.withCredential(delivery.body(), delivery.credential());
        Map<String, String> headers = WebhookSigner.headers(delivery.eventId(), started, body, delivery.secrets());
        Outcome outcome = switch (delivery.url()) {
            case WebhookUrl url -> client.send(new WebhookRequest(url, delivery.contentType(), body, headers));
            case MailAddress to -> mail.send(to, delivery.eventId(), delivery.lane(), body);
        };
        Duration duration = Duration.ofNanos(System.nanoTime() - tick);
        AttemptEnd end = judge.judge(outcome, delivery.failures(), clock.instant());
        return new AttemptReport(delivery, attempt(delivery, started, duration, headers, outcome, end), end);
    }

    private static Attempt attempt(
            TakenDelivery delivery,
            Instant started,
            Duration duration,
            Map<String, String> headers,
            Outcome outcome,
            AttemptEnd end) {
        return new Attempt(
                started,
                duration,
                outcome.slug(),
                status(outcome),
                delivery.url().toString(),
                headers.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n")),
                response(outcome),
                error(outcome),
                next(end));
    }

    private static OptionalInt status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> OptionalInt.of(answered.status());
            case Outcome.Refused refused -> OptionalInt.empty();
            case Outcome.Unanswered unanswered -> OptionalInt.empty();
        };
    }

    private static String response(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.response();
            case Outcome.Refused refused -> "";
            case Outcome.Unanswered unanswered -> "";
        };
    }

    private static String error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered ->
                answered.status() / 100 == 3 ? "redirects are not followed; change the subscription's URL" : "";
            case Outcome.Refused(Refusal why, String message) -> message;
            case Outcome.Unanswered(Outcome.Cause cause, String message) -> message;
        };
    }

    private static Optional<Instant> next(AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.Retry(Instant at, Optional<Instant> hold) -> Optional.of(at);
            case AttemptEnd.Delivered delivered -> Optional.empty();
            case AttemptEnd.Exhausted exhausted -> Optional.empty();
            case AttemptEnd.Gone gone -> Optional.empty();
        };
    }
}
