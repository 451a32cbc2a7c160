// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.audit;

import java.time.Instant;

/**
 * One change.
 *
 * @param actor a person's name, or {@code key:} and an API key's prefix, or {@code tidewatch}
 * @param action what was done, as {@code key.revoked}
 * @param subject to what, as {@code key/tw_ab12}
 * @param detail what it was changed to, in words
 */
public record AuditEntry(long id, Instant at, String actor, String action, String subject, String detail) {}
