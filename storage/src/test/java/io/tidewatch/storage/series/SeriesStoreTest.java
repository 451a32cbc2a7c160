// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private TestDatabase server;
    private Database database;
    private SeriesStore store;

    @BeforeEach
    void open() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 3);
        store = new SeriesStore(database);
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    @Test
    void registersOnceAndFindsAgain() {
        SeriesKey odd =
                new SeriesKey("signups", new Labels(Map.of("país", "a\"b\\c\nd, {x=\"y\"}", "plan", "pro\u0001")));
        SeriesKey plain = SeriesKey.of("signups");
        assertThat(register(odd, plain)).containsEntry(odd, Registration.Known.NEW);
        assertThat(register(plain, odd))
                .containsEntry(odd, Registration.Known.BEFORE)
                .hasSize(2);
        assertThat(store.find(odd.id())).contains(new Series(odd.id(), odd, NOW));
        assertThat(store.find(SeriesKey.of("other").id())).isEmpty();
        register(SeriesKey.of("other"));
        assertThat(store.ofKpi("signups")).extracting(Series::key).containsExactly(plain, odd);
        assertThat(store.all()).extracting(Series::key).containsExactly(SeriesKey.of("other"), plain, odd);
    }

    @Test
    void refusesASecondKeyWithTheSameId() {
        SeriesKey late = SeriesKey.of("late");
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into series (id, key, kpi, labels, registered_at) values (?, 'first', 'first', '{}', now())",
                        late.id().value()));
        assertThat(register(late, SeriesKey.of("third")))
                .containsEntry(late, new Registration.Collides(SeriesKey.of("first")))
                .containsEntry(SeriesKey.of("third"), Registration.Known.NEW);
    }

    @Test
    void stopsAtTheLimitsAndGoesOnLater() {
        List<SeriesKey> keys =
                IntStream.range(0, 8).mapToObj(i -> SeriesKey.of("k" + i)).toList();
        assertThat(store.register(keys, NOW, 5, 7).values())
                .containsExactly(
                        Registration.Known.NEW,
                        Registration.Known.NEW,
                        Registration.Known.NEW,
                        Registration.Known.NEW,
                        Registration.Known.NEW,
                        Registration.OverLimit.INSTANCE,
                        Registration.OverLimit.INSTANCE,
                        Registration.OverLimit.INSTANCE);
        Instant hourLater = NOW.plus(Duration.ofMinutes(61));
        assertThat(store.register(keys, hourLater, 5, 7).values())
                .filteredOn(Registration.Known.NEW::equals)
                .hasSize(2);
        assertThat(store.register(keys, NOW.plus(Duration.ofHours(25)), 5, 7).values())
                .filteredOn(Registration.Known.NEW::equals)
                .hasSize(1);
    }

    private Map<SeriesKey, Registration> register(SeriesKey... keys) {
        return store.register(List.of(keys), NOW, 100, 100);
    }
}
