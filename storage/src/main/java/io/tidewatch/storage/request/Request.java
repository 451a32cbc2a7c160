// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.request;

import java.time.Instant;
import java.util.Optional;

/**
 * Work that somebody asked for.
 *
 * @param subject what it is about: a KPI's name, a delivery's id
 * @param payload JSON, an object
 * @param progress 0 to 1
 * @param message where it stands, or why it failed, in a sentence
 */
public record Request(
        long id,
        RequestKind kind,
        String subject,
        String payload,
        RequestState state,
        double progress,
        String message,
        String requestedBy,
        Instant requestedAt,
        Optional<Instant> finishedAt) {}
