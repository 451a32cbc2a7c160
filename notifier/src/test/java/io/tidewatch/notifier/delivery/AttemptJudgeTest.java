// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.notifier.egress.Outcome;
import io.tidewatch.storage.delivery.AttemptEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptJudgeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final AttemptJudge judge = new AttemptJudge(new RetrySchedule(new Random(11)));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void takesAny2xx(int status) {
        assertThat(judge.judge(answer(status, null), 0, NOW)).isEqualTo(new AttemptEnd.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 304, 307, 400, 401, 404, 409, 422, 500, 502, 503})
    void triesEverythingElseAgain(int status) {
        assertThat(judge.judge(answer(status, null), 0, NOW)).isInstanceOfSatisfying(AttemptEnd.Retry.class, retry -> {
            assertThat(Duration.between(NOW, retry.at())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
            assertThat(retry.holdUntil()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120                           | 120",
                " 120                          | 120",
                "Sun, 01 Mar 2026 12:10:00 GMT | 600",
                "99999999                      | 86400",
                "1                             | 0",
                "Sun, 01 Mar 2026 11:00:00 GMT | 0",
                "soon                          | 0",
                "-5                            | 0",
                "99999999999999999999          | 0"
            })
    void obeysRetryAfterWhereItAsksForMorePatience(String header, long seconds) {
        AttemptEnd.Retry retry = (AttemptEnd.Retry) judge.judge(answer(503, header), 0, NOW);
        if (seconds > 0) {
            assertThat(retry.at()).isEqualTo(NOW.plusSeconds(seconds));
        } else {
            assertThat(retry.at()).isBetween(NOW.plusSeconds(4), NOW.plusSeconds(6));
        }
    }

    @Test
    void keepsEverythingFromAReceiverThatSays429() {
        AttemptEnd.Retry retry = (AttemptEnd.Retry) judge.judge(answer(429, "90"), 0, NOW);
        assertThat(retry.holdUntil()).contains(NOW.plusSeconds(90));
        assertThat(((AttemptEnd.Retry) judge.judge(answer(429, null), 0, NOW)).holdUntil())
                .isEmpty();
    }

    @Test
    void endsAfterEightTriesOrWithA410() {
        assertThat(judge.judge(answer(500, null), 6, NOW)).isInstanceOf(AttemptEnd.Retry.class);
        assertThat(judge.judge(answer(500, null), 7, NOW))
                .isInstanceOfSatisfying(
                        AttemptEnd.Exhausted.class,
                        end -> assertThat(end.reason()).contains("8 tries").contains("500"));
        assertThat(judge.judge(answer(410, null), 0, NOW)).isInstanceOf(AttemptEnd.Gone.class);
    }

    @Test
    void jittersByTwentyPercentEitherWay() {
        RetrySchedule schedule = new RetrySchedule(new Random(12));
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 1_000; i++) {
            long wait = schedule.after(3).orElseThrow().toMillis();
            least = Math.min(least, wait);
            most = Math.max(most, wait);
        }
        long two = Duration.ofHours(2).toMillis();
        assertThat(least).isBetween((long) (0.8 * two), (long) (0.81 * two));
        assertThat(most).isBetween((long) (1.19 * two), (long) (1.2 * two));
    }

    private static Outcome answer(int status, @Nullable String retryAfter) {
        return new Outcome.Answered(status, Optional.ofNullable(retryAfter), "");
    }
}
