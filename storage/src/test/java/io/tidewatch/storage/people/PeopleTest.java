// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.storage.audit.AuditEntry;
import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private TestDatabase server;
    private Database database;
    private PersonStore people;
    private SessionStore sessions;

    @BeforeEach
    void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 2);
        people = new PersonStore(database);
        sessions = new SessionStore(database);
        people.add(new Person("ada", "admin", "hash-1", true, false, NOW), "tidewatch", NOW);
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void keepsPeopleAndRefusesANameThatIsTaken() {
        assertThat(people.find("ada")).contains(new Person("ada", "admin", "hash-1", true, false, NOW));
        assertThat(people.add(new Person("ada", "viewer", "x", false, false, NOW), "ada", NOW))
                .isFalse();
        assertThat(people.all()).hasSize(1);
    }

    @Test
    void aNewPasswordEndsTheSessions() {
        byte[] token = {1, 2, 3};
        sessions.open(token, "ada", NOW, LATER);
        assertThat(sessions.find(token, NOW)).contains(new Session("ada", "admin", true, NOW, LATER));
        assertThat(people.setPassword("ada", "hash-2", false, "ada", NOW)).isTrue();
        assertThat(sessions.find(token, NOW)).isEmpty();
        assertThat(people.find("ada").orElseThrow().oneTime()).isFalse();
    }

    @Test
    void aSessionExpiresUnlessItIsExtended() {
        byte[] token = {4};
        sessions.open(token, "ada", NOW, LATER);
        assertThat(sessions.find(token, LATER)).isEmpty();
        sessions.extend(token, NOW, LATER.plusSeconds(60));
        assertThat(sessions.find(token, LATER)).isPresent();
        sessions.close(token);
        assertThat(sessions.find(token, LATER)).isEmpty();
    }

    @Test
    void theLastAdminStays() {
        assertThat(people.change("ada", "viewer", false, "ada", NOW)).isFalse();
        assertThat(people.change("ada", "admin", true, "ada", NOW)).isFalse();
        people.add(new Person("ben", "admin", "x", false, false, NOW), "ada", NOW);
        assertThat(people.change("ada", "viewer", false, "ben", NOW)).isTrue();
        assertThat(people.find("ada").orElseThrow().role()).isEqualTo("viewer");
        assertThat(people.change("nobody", "viewer", false, "ben", NOW)).isFalse();
    }

    @Test
    void whoIsDeletedIsSignedOutAndTheLastAdminCantBe() {
        byte[] token = {5};
        sessions.open(token, "ada", NOW, LATER);
        assertThat(people.delete("ada", "ada", NOW)).isFalse();
        assertThat(sessions.find(token, NOW)).isPresent();
        people.add(new Person("ben", "admin", "x", false, false, NOW), "ada", NOW);
        assertThat(people.delete("ada", "ben", NOW)).isTrue();
        assertThat(sessions.find(token, NOW)).isEmpty();
        assertThat(people.find("ada")).isEmpty();
        assertThat(people.delete("ada", "ben", NOW)).isFalse();
        assertThat(new AuditLog(database).newest(Long.MAX_VALUE, 1))
                .singleElement()
                .extracting(AuditEntry::action, AuditEntry::subject, AuditEntry::actor)
                .containsExactly("person.deleted", "person/ada", "ben");
    }

    @Test
    void aKeyIsFoundByItsPrefixAndDiesWhenRevokedOrExpired() {
        ApiKeyStore keys = new ApiKeyStore(database);
        ApiKey key = new ApiKey(
                "tw_ab12",
                new byte[] {9},
                "collector",
                Set.of("ingest", "read"),
                "ada",
                NOW,
                Optional.of(LATER),
                Optional.empty(),
                Optional.empty());
        keys.add(key);
        assertThat(keys.find("tw_ab12")).get().usingRecursiveComparison().isEqualTo(key);
        assertThat(key.valid(NOW)).isTrue();
        assertThat(key.valid(LATER)).isFalse();
        assertThat(keys.revoke("tw_ab12", "ada", NOW)).isTrue();
        assertThat(keys.revoke("tw_ab12", "ada", NOW)).isFalse();
        assertThat(keys.find("tw_ab12").orElseThrow().valid(NOW)).isFalse();
    }

    @Test
    void everyChangeIsInTheAuditLogWhichNobodyCanAlter() {
        people.setPassword("ada", "hash-2", false, "ada", LATER);
        AuditLog audit = new AuditLog(database);
        assertThat(audit.newest(Long.MAX_VALUE, 10))
                .extracting(AuditEntry::action)
                .containsExactly("person.password", "person.added");
        for (String tampering : new String[] {"update audit set actor = 'x'", "delete from audit", "truncate audit"}) {
            assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(tampering)))
                    .hasMessageContaining("append only");
        }
    }
}
