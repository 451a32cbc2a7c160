// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.storage.people.Session;
import io.tidewatch.storage.people.SessionStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Who is signed in, by the token in the cookie. A session that is used lives on. */
final class Sessions {
    private static final Duration EXTEND_AFTER = Duration.ofMinutes(5);

    private final SessionStore store;
    private final InstantSource clock;
    private final Duration life;
    private final SecureRandom random = new SecureRandom();

    Sessions(SessionStore store, InstantSource clock, Duration life) {
        this.store = store;
        this.clock = clock;
        this.life = life;
    }

    /** @return the token for the cookie */
    String open(String person) {
        String token = Tokens.random(random, 32);
        Instant now = clock.instant();
        store.open(Tokens.hash(token), person, now, now.plus(life));
        return token;
    }

    Optional<Session> find(String token) {
        byte[] hash = Tokens.hash(token);
        Instant now = clock.instant();
        Optional<Session> session = store.find(hash, now);
        if (session.isPresent() && session.get().seen().plus(EXTEND_AFTER).isBefore(now)) {
            store.extend(hash, now, now.plus(life));
        }
        return session;
    }

    void close(String token) {
        store.close(Tokens.hash(token));
    }

    Duration life() {
        return life;
    }
}
