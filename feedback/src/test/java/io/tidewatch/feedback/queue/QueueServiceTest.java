// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.precision.Wilson;
import io.tidewatch.feedback.verdict.VerdictInput;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueueServiceTest {
    private static DeskFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new DeskFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static void judge(AlertId id, VerdictKind kind) {
        fixture.desk
                .verdicts()
                .give(id, new VerdictInput(kind, "", "", OptionalLong.empty(), OptionalLong.empty()), "anna");
    }

    @Test
    void asksFirstWhereLeastIsKnownAndNotAlwaysTheSameKpi() {
        SeriesKey known = fixture.series("known", "DE");
        SeriesKey fresh = fixture.series("fresh", "DE");
        for (int i = 0; i < 20; i++) {
            judge(
                    fixture.alert(known, i, 4.5 + i % 4),
                    i % 2 == 0 ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM);
        }
        AlertId knownWaiting = fixture.alert(known, 50, 5);
        AlertId freshWaiting = fixture.alert(fresh, 51, 5);
        AlertId freshSecond = fixture.alert(fresh, 53, 5);

        Questions questions = fixture.desk.queue().questions();

        List<AlertId> order = questions.first().stream()
                .map(question -> question.alert().id())
                .toList();
        assertThat(order).containsExactlyInAnyOrder(knownWaiting, freshWaiting, freshSecond);
        assertThat(questions.waiting()).isEqualTo(3);
        assertThat(order.getFirst()).isEqualTo(freshSecond);
        Question first = questions.first().getFirst();
        Question second = questions.first().get(1);
        assertThat(first.gain()).isGreaterThan(second.gain());
        assertThat(questions.first().stream()
                        .filter(question -> question.alert().id().equals(knownWaiting))
                        .findFirst()
                        .orElseThrow())
                .satisfies(question -> {
                    assertThat(question.trueLabels()).isEqualTo(10);
                    assertThat(question.falseLabels()).isEqualTo(10);
                    assertThat(question.likeTrue() + question.likeFalse()).isPositive();
                    // One more verdict of twenty can't narrow much; with none the interval is as wide as can be.
                    assertThat(question.narrows()).isBetween(0.0, 0.02);
                });
        assertThat(first.narrows()).isEqualTo(expectedNarrowing(first.chance()), within(1e-12));

        judge(freshSecond, VerdictKind.FALSE_ALARM);
        assertThat(fixture.desk.queue().questions().first())
                .extracting(question -> question.alert().id())
                .doesNotContain(freshSecond);
    }

    /** From no verdict, whose interval is 1 wide, to one. */
    private static double expectedNarrowing(double chance) {
        Wilson hit = Wilson.of(1, 1);
        Wilson miss = Wilson.of(0, 1);
        return 1 - chance * (hit.high() - hit.low()) - (1 - chance) * (miss.high() - miss.low());
    }
}
