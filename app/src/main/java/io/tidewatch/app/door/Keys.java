// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.storage.people.ApiKey;
import io.tidewatch.storage.people.ApiKeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API keys: {@code tw_}, eight letters that are shown and find the key, and a secret. A key that was seen is remembered for some
 * seconds, and as long as the database is away, so that points go on coming in; a revoked one dies within those seconds.
 */
final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    /** The scope of {@link #mintLocal}. */
    static final String LOCAL = "local";

    private static final int PREFIX_LENGTH = 11;
    private static final Duration REMEMBER = Duration.ofSeconds(5);
    private static final Duration NOTE_USE = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    /** A new key: the only time that its text is there. */
    record Minted(String text, ApiKey key) {}

    private record Remembered(ApiKey key, Instant looked) {}

    private final ApiKeyStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, Remembered> remembered = new ConcurrentHashMap<>();

    Keys(ApiKeyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Minted mint(String label, Set<String> scopes, Optional<Instant> expires, String actor) {
        if (scopes.isEmpty() || !Set.of(Access.INGEST, Access.READ).containsAll(scopes)) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "scopes must be some of ingest, read, not " + scopes);
        }
        if (label.isBlank() || label.length() > 100) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "label must have 1 to 100 characters, not " + label.length());
        }
        if (expires.isPresent() && !expires.get().isAfter(clock.instant())) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "expires must be in the future, not " + expires.get());
        }
        return made(label, scopes, expires, actor);
    }

    /** For commands of the user who owns the data directory: it may also do what an analyst may. Not to be had by HTTP. */
    Minted mintLocal() {
        return made(
                "commands on this machine", Set.of(Access.INGEST, Access.READ, LOCAL), Optional.empty(), "tidewatch");
    }

    private Minted made(String label, Set<String> scopes, Optional<Instant> expires, String actor) {
        Instant now = clock.instant();
        String text = "tw_" + letters(8) + "_" + Tokens.random(random, 32);
        ApiKey key = new ApiKey(
                prefix(text),
                Tokens.hash(text),
                label,
                scopes,
                actor,
                now,
                expires,
                Optional.empty(),
                Optional.empty());
        store.add(key);
        return new Minted(text, key);
    }

    List<ApiKey> all() {
        return store.all();
    }

    void revoke(String prefix, String actor) {
        if (!store.revoke(prefix, actor, clock.instant())) {
            throw new TidewatchException(ErrorCode.NOT_FOUND, "there is no key " + prefix + " that could be revoked");
        }
        remembered.remove(prefix);
    }

    /**
     * The key with that text, if it may come in now.
     *
     * @throws TidewatchException {@code UNAVAILABLE} where it isn't remembered and the database is away
     */
    Optional<ApiKey> find(String text) {
        if (text.length() <= PREFIX_LENGTH || !text.startsWith("tw_")) {
            return Optional.empty();
        }
        return look(prefix(text))
                .filter(key -> MessageDigest.isEqual(key.hash(), Tokens.hash(text)))
                .filter(key -> key.valid(clock.instant()));
    }

    private Optional<ApiKey> look(String prefix) {
        Instant now = clock.instant();
        Remembered known = remembered.get(prefix);
        if (known != null && known.looked().plus(REMEMBER).isAfter(now)) {
            return Optional.of(known.key());
        }
        try {
            Optional<ApiKey> found = store.find(prefix);
            found.ifPresentOrElse(key -> remember(key, now), () -> remembered.remove(prefix));
            return found;
        } catch (JdbiException e) {
            if (known == null) {
                throw new TidewatchException(
                        ErrorCode.UNAVAILABLE,
                        "The database is away, so a key that was not used lately can't be checked; try again later.",
                        e);
            }
            LOG.debug("Going on with remembered key {}", prefix);
            return Optional.of(known.key());
        }
    }

    private void remember(ApiKey key, Instant now) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(key.prefix(), new Remembered(key, now));
        if (key.used().map(used -> used.plus(NOTE_USE).isBefore(now)).orElse(true)) {
            store.used(key.prefix(), now);
        }
    }

    private static String prefix(String text) {
        return text.substring(0, PREFIX_LENGTH);
    }

    private String letters(int count) {
        String alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
