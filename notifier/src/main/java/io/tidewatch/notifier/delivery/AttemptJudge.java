// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import io.tidewatch.notifier.egress.Outcome;
import io.tidewatch.notifier.egress.Refusal;
import io.tidewatch.storage.delivery.AttemptEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows from an answer, or from none. */
final class AttemptJudge {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    private final RetrySchedule schedule;

    AttemptJudge(RetrySchedule schedule) {
        this.schedule = schedule;
    }

    /** @param failures on the present schedule, before this one */
    AttemptEnd judge(Outcome outcome, int failures, Instant now) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered(answered, failures, now);
            case Outcome.Refused(Refusal why, String message) -> failed(message, failures, now);
            case Outcome.Unanswered(Outcome.Cause cause, String message) -> failed(message, failures, now);
        };
    }

    private AttemptEnd answered(Outcome.Answered answer, int failures, Instant now) {
        if (answer.status() / 100 == 2) {
            return new AttemptEnd.Delivered();
        }
        if (answer.status() == GONE) {
            return new AttemptEnd.Gone("the receiver answered 410, gone for good");
        }
        Optional<Duration> asked = answer.retryAfter().flatMap(header -> RetryAfter.parse(header, now));
        AttemptEnd end = failed("the receiver answered " + answer.status(), failures, now);
        return switch (end) {
            // The receiver knows better than the schedule when it can't yet; that it may be sooner, it can't order.
            case AttemptEnd.Retry(Instant at, Optional<Instant> none)
            when asked.isPresent() -> {
                Instant wanted = now.plus(asked.get());
                yield new AttemptEnd.Retry(
                        wanted.isAfter(at) ? wanted : at,
                        answer.status() == TOO_MANY_REQUESTS ? Optional.of(wanted) : Optional.empty());
            }
            case AttemptEnd.Retry retry -> retry;
            case AttemptEnd.Delivered delivered -> delivered;
            case AttemptEnd.Exhausted exhausted -> exhausted;
            case AttemptEnd.Gone gone -> gone;
        };
    }

    private AttemptEnd failed(String why, int failures, Instant now) {
        return schedule.after(failures)
                .<AttemptEnd>map(wait -> new AttemptEnd.Retry(now.plus(wait), Optional.empty()))
                .orElseGet(() -> new AttemptEnd.Exhausted(
                        "given up after " + (failures + 1) + " tries, the last time because " + why));
    }
}
