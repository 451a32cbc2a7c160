// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.replay;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.request.Request;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A replay and how far it has come.
 *
 * @param state waiting, running, done, failed or cancelled
 * @param progress 0 to 1
 * @param message where it stands; of one that is done, what came out
 * @param result null until it is done
 */
public record ReplayJson(
        String id,
        String kind,
        String kpi,
        @Nullable String series,
        Instant from,
        Instant to,
        int verdicts,
        String verdictsFrom,
        String state,
        double progress,
        String message,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,

        @Schema(implementation = Object.class) @JsonRawValue @Nullable
        String result) {
    static ReplayJson of(Request request, ReplayOrder order, Optional<String> result) {
        Long series = order.series();
        return new ReplayJson(
                Long.toString(request.id()),
                request.kind().slug(),
                order.kpi(),
                series == null ? null : Long.toString(series),
                Micros.toInstant(order.from()),
                Micros.toInstant(order.to()),
                order.verdicts().size(),
                order.throughout() ? "start" : "given",
                request.state().slug(),
                request.progress(),
                request.message(),
                request.requestedBy(),
                request.requestedAt(),
                request.finishedAt().orElse(null),
                result.orElse(null));
    }
}
