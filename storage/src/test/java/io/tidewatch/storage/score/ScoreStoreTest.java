// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.ScoresMessage;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreStoreTest {
    private static final long T0 = Micros.of(Instant.parse("2026-02-20T08:00:00Z"));

    @Test
    void keepsTheNewestAndGivesTheWidestOfEachStretch() {
        try (TestDatabase server = TestDatabase.migrated();
                Database database = Database.open(server.url(), 2)) {
            ScoreStore store = new ScoreStore(database);
            SeriesId series = SeriesKey.of("scored").id();
            assertThat(store.newest(series)).isEmpty();
            store.record(List.of(new ScoresMessage(series, List.of(score(0, 10, 0.1), score(1, 12, 0.2)))));
            store.record(List.of(
                    new ScoresMessage(series, List.of(score(1, 20, 0.9), score(2, 30, 0.3), score(2, 31, 0.4))),
                    new ScoresMessage(series, List.of(score(3, Double.NaN, 0)))));
            List<KeptScore> kept = store.stretches(series, T0, T0 + Micros.HOUR, 2 * Micros.MINUTE);
            assertThat(kept).hasSize(2);
            assertThat(kept.getFirst().at()).isEqualTo(T0);
            assertThat(kept.getFirst().bounds()).isEqualTo(new Bounds(15, 9, 21));
            assertThat(kept.getFirst().score()).isCloseTo(0.9, within(1e-6));
            assertThat(kept.getLast().bounds()).isEqualTo(new Bounds(31, 30, 32));
            assertThat(store.newest(series)).hasValue(T0 + 2 * Micros.MINUTE);
            // What a replay computed stands apart, and replaces what an earlier one did.
            store.recordReplayed(series, List.of(score(0, 5, 0.5), score(9, 6, 0.5), score(10, Double.NaN, 0)));
            store.recordReplayed(series, List.of(score(9, 7, 0.6)));
            assertThat(store.stretches(series, T0, T0 + Micros.HOUR, 1)).hasSize(3);
            assertThat(store.replayed(series, T0, T0 + Micros.HOUR, 1))
                    .extracting(KeptScore::bounds)
                    .containsExactly(new Bounds(5, 4, 6), new Bounds(7, 6, 8));
        }
    }

    private static ServedScore score(int minute, double expected, double score) {
        return new ServedScore(
                T0 + minute * Micros.MINUTE,
                expected,
                new Bounds(expected, expected - 1, expected + 1),
                score,
                Provenance.MODEL,
                3);
    }
}
