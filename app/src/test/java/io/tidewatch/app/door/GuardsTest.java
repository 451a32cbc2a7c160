// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.people.ApiKeyStore;
import io.tidewatch.storage.people.PersonStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door's parts without HTTP. */
class GuardsTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final TestDatabase server = TestDatabase.migrated();
    private final Database database = Database.open(server.url(), 2);

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void passwordsAreArgon2idWithASaltOfTheirOwn() {
        Passwords passwords = new Passwords();
        String hash = passwords.hash("correct horse");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash("correct horse"));
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct horsf", hash)).isFalse();
        assertThat(passwords.matches("correct horse", "plain")).isFalse();
        assertThat(passwords.matches("x".repeat(100_000), hash)).isFalse();
    }

    @Test
    void guessingWaitsLongerAndLongerAndIsForgiven() {
        Throttle throttle = Throttle.perName(clock);
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.waitFor("ana")).isZero();
            throttle.failed("ana");
        }
        assertThat(throttle.waitFor("ana")).isEqualTo(Duration.ofSeconds(2));
        throttle.failed("ana");
        assertThat(throttle.waitFor("ana")).isEqualTo(Duration.ofSeconds(4));
        for (int i = 0; i < 60; i++) {
            throttle.failed("ana");
        }
        assertThat(throttle.waitFor("ana")).isEqualTo(Duration.ofMinutes(15));
        assertThat(throttle.waitFor("ben")).isZero();
        clock.advance(Duration.ofMinutes(15));
        assertThat(throttle.waitFor("ana")).isZero();
        throttle.succeeded("ana");
        throttle.failed("ana");
        assertThat(throttle.waitFor("ana")).isZero();
    }

    @Test
    void theFirstAdminsSecretIsShownUntilItWasUsed() {
        Passwords passwords = new Passwords();
        Accounts accounts = new Accounts(new PersonStore(database), passwords, clock);
        String first = accounts.firstAdmin(Optional.empty()).orElseThrow();
        String second = accounts.firstAdmin(Optional.empty()).orElseThrow();
        assertThat(accounts.check("admin", first)).as("a lost secret is dead").isEmpty();
        assertThat(accounts.check("admin", second)).isPresent();
        accounts.setOwn("admin", "my own password");
        assertThat(accounts.firstAdmin(Optional.empty())).isEmpty();
        assertThat(accounts.check("admin", "my own password")).isPresent();
    }

    @Test
    void anOperatorMaySetTheFirstPassword() {
        Accounts accounts = new Accounts(new PersonStore(database), new Passwords(), clock);
        assertThatThrownBy(() -> accounts.firstAdmin(Optional.of("short"))).hasMessageContaining("10 to 256");
        assertThat(accounts.firstAdmin(Optional.of("long enough now"))).isEmpty();
        assertThat(accounts.check("admin", "long enough now").orElseThrow().oneTime())
                .isFalse();
    }

    @Test
    void keysExpireAndAreRefusedWithTheReason() {
        Keys keys = new Keys(new ApiKeyStore(database), clock);
        Instant soon = clock.instant().plusSeconds(60);
        Keys.Minted minted = keys.mint("collector", Set.of("ingest"), Optional.of(soon), "ada");
        assertThat(minted.text()).startsWith(minted.key().prefix() + "_");
        assertThat(keys.find(minted.text())).isPresent();
        assertThat(keys.find(minted.text() + "x")).isEmpty();
        assertThat(keys.find("tw_")).isEmpty();
        clock.set(soon);
        assertThat(keys.find(minted.text())).isEmpty();
        assertThatThrownBy(() -> keys.mint("x", Set.of("admin"), Optional.empty(), "ada"))
                .hasMessageContaining("ingest, read");
        assertThatThrownBy(() -> keys.mint("x", Set.of("read"), Optional.of(soon), "ada"))
                .hasMessageContaining("in the future");
    }

    @Test
    void aKnownKeyOutlivesTheDatabaseAnUnknownOneIs503() {
        Keys keys = new Keys(new ApiKeyStore(database), clock);
        String known = keys.mint("a", Set.of("ingest"), Optional.empty(), "ada").text();
        String unseen =
                keys.mint("b", Set.of("ingest"), Optional.empty(), "ada").text();
        assertThat(keys.find(known)).isPresent();
        database.close();
        clock.advance(Duration.ofMinutes(1));
        assertThat(keys.find(known)).isPresent();
        assertThatThrownBy(() -> keys.find(unseen)).hasMessageContaining("database is away");
    }

    @Test
    void theLocalKeyIsForItsOwnerAndMadeAgainWhereItIsDead(@TempDir Path data) throws Exception {
        Keys keys = new Keys(new ApiKeyStore(database), clock);
        CliKey local = new CliKey(data, keys);
        local.ensure();
        Path file = data.resolve("cli.key");
        String first = Files.readString(file).strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys.find(first).orElseThrow().scopes()).containsExactlyInAnyOrder("ingest", "read", "local");
        assertThatThrownBy(() -> keys.mint("x", Set.of("local"), Optional.empty(), "ada"))
                .as("no admin can make one that goes elsewhere")
                .hasMessageContaining("ingest, read");
        local.ensure();
        assertThat(Files.readString(file).strip()).isEqualTo(first);
        keys.revoke(first.substring(0, 11), "ada");
        local.ensure();
        assertThat(Files.readString(file).strip()).isNotEqualTo(first);
    }

    @Test
    void afterSigningInNobodyIsSentElsewhere() {
        assertThat(Refusal.safeNext("/alerts?q=a")).isEqualTo("/alerts?q=a");
        for (String next : new String[] {"https://evil", "//evil", "/\\evil", "\\evil", "", "/a\r\nSet-Cookie: x"}) {
            assertThat(Refusal.safeNext(next)).isEqualTo("/");
        }
    }
}
