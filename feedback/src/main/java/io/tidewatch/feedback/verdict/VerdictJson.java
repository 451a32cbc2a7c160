// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.storage.verdict.Verdict;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A row of a verdict's history.
 *
 * @param kind "withdrawn" where the row takes one back
 * @param replaces the row before it; null for the first
 * @param restores of a withdrawing row: what is in force again; null where nothing is
 */
public record VerdictJson(
        String id,
        @Nullable String alert,
        String series,
        String kpi,
        String kind,
        Instant from,
        Instant to,
        String cause,
        String comment,
        String by,
        Instant at,
        @Nullable String replaces,
        @Nullable String restores) {

    public static VerdictJson of(Verdict verdict) {
        return new VerdictJson(
                Long.toString(verdict.id()),
                verdict.alert().map(Object::toString).orElse(null),
                verdict.series().toString(),
                verdict.kpi(),
                verdict.kind().map(Slug::of).orElse("withdrawn"),
                Micros.toInstant(verdict.range().from()),
                Micros.toInstant(verdict.range().to()),
                verdict.cause(),
                verdict.comment(),
                verdict.by(),
                verdict.at(),
                text(verdict.replaces()),
                text(verdict.restores()));
    }

    private static @Nullable String text(OptionalLong id) {
        return id.isPresent() ? Long.toString(id.getAsLong()) : null;
    }
}
