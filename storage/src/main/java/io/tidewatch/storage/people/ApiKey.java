// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.people;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A program's key, without its secret.
 *
 * @param prefix what is shown, and finds it
 * @param hash SHA-256 of the whole key
 * @param scopes of {@code ingest}, {@code read}
 */
public record ApiKey(
        String prefix,
        byte[] hash,
        String label,
        Set<String> scopes,
        String createdBy,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked,
        Optional<Instant> used) {

    public boolean valid(Instant now) {
        return revoked.isEmpty() && expires.map(now::isBefore).orElse(true);
    }

    @Override
    public String toString() {
        return "ApiKey[" + prefix + ", " + scopes + "]";
    }
}
