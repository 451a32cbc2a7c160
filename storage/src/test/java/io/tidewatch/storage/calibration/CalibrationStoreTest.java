// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void keepsEveryVersionAndPublishesIt() {
        try (TestDatabase server = TestDatabase.migrated();
                Database database = Database.open(server.url(), 2)) {
            CalibrationStore store = new CalibrationStore(database);
            SeriesId series = SeriesKey.of("signups").id();
            assertThat(store.current(series)).isEqualTo(Calibration.NONE);
            Calibration first = new Calibration(
                    1, -0.5, 3.25, 0.125, List.of(new TimeRange(5, 9), new TimeRange(20, 21)), List.of(7L, 8L), 12);
            Calibration second = new Calibration(2, -0.75, 3, 0, List.of(), List.of(), 0);
            database.jdbi().useTransaction(transaction -> {
                store.lock(transaction, "signups");
                store.add(transaction, List.of(new NewCalibration(series, first, 2)), NOW);
                store.add(transaction, List.of(new NewCalibration(series, second, 0)), NOW);
                store.add(transaction, List.of(), NOW);
            });
            assertThat(store.current(series)).isEqualTo(second);
            database.jdbi().useHandle(handle -> {
                assertThat(store.current(handle, List.of(series, new SeriesId(1))))
                        .containsExactly(java.util.Map.entry(series, second));
                assertThat(store.find(handle, series, 1)).contains(first);
                assertThat(store.find(handle, series, 0)).contains(Calibration.NONE);
                assertThat(store.find(handle, series, 3)).isEmpty();
                assertThat(handle.createQuery("select value from desk_outbox where key = ? order by id")
                                .bind(0, series.key())
                                .map((row, context) -> CalibrationCodec.decode(row.getBytes("value")))
                                .list())
                        .containsExactly(first, second);
            });
        }
    }
}
