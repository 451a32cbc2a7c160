// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private TestDatabase server;
    private Database database;
    private RequestStore store;

    @BeforeEach
    void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 6);
        store = new RequestStore(database);
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void givesEachRequestToOneTakerOnly() throws Exception {
        for (int i = 0; i < 40; i++) {
            add(RequestKind.TRAIN, "kpi" + i);
        }
        add(RequestKind.PREVIEW, "other");
        try (ExecutorService takers = Executors.newFixedThreadPool(4)) {
            List<Callable<Optional<Request>>> tasks = IntStream.range(0, 60)
                    .<Callable<Optional<Request>>>mapToObj(
                            i -> () -> store.take(EnumSet.of(RequestKind.TRAIN, RequestKind.PROMOTE), NOW))
                    .toList();
            List<String> taken = new java.util.ArrayList<>();
            for (Future<Optional<Request>> answer : takers.invokeAll(tasks)) {
                answer.get().ifPresent(request -> taken.add(request.subject()));
            }
            assertThat(taken).hasSize(40).doesNotHaveDuplicates().doesNotContain("other");
        }
    }

    @Test
    void tellsHowFarItCame() {
        Request asked = add(RequestKind.TRAIN, "signups");
        assertThat(asked.state()).isEqualTo(RequestState.WAITING);
        Request taken = store.take(Set.of(RequestKind.TRAIN), NOW).orElseThrow();
        assertThat(taken.payload()).contains("days");
        store.progress(taken.id(), 0.5, "half of the series", NOW.plusSeconds(1));
        assertThat(store.find(taken.id()).orElseThrow().progress()).isEqualTo(0.5);
        store.done(taken.id(), "12 series trained", NOW.plusSeconds(2));
        store.progress(taken.id(), 0.1, "too late", NOW.plusSeconds(3));
        Request done = store.find(taken.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(RequestState.DONE);
        assertThat(done.progress()).isEqualTo(1);
        assertThat(done.message()).isEqualTo("12 series trained");
        assertThat(done.finishedAt()).contains(NOW.plusSeconds(2));
        assertThat(store.of(RequestKind.TRAIN, "signups", 5)).containsExactly(done);
    }

    @Test
    void takesUpWhatADeadTakerLeft() {
        add(RequestKind.TRAIN, "signups");
        assertThat(store.take(Set.of(RequestKind.TRAIN), NOW)).isPresent();
        assertThat(store.take(Set.of(RequestKind.TRAIN), NOW)).isEmpty();
        Instant later = NOW.plus(RequestStore.ABANDONED).plus(Duration.ofSeconds(1));
        assertThat(store.take(Set.of(RequestKind.TRAIN), later)).isPresent();
        assertThat(store.take(Set.of(RequestKind.TRAIN), later)).isEmpty();
    }

    private Request add(RequestKind kind, String subject) {
        return database.jdbi()
                .inTransaction(transaction -> store.add(transaction, kind, subject, "{\"days\": 21}", "ana", NOW));
    }
}
