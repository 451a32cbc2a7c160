// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.verdict;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that somebody said; never changed afterwards.
 *
 * @param alert empty for a range that was marked by hand
 * @param kind empty where the row takes back the verdict that it replaces
 * @param range the episode as it was known then; of {@code NEW_NORMAL}, its start is where the new normal begins
 * @param replaces the row before it about the same alert or range
 * @param restores of a withdrawing row: the earlier verdict that is in force again
 */
public record Verdict(
        long id,
        Optional<AlertId> alert,
        SeriesId series,
        String kpi,
        Optional<VerdictKind> kind,
        TimeRange range,
        String cause,
        String comment,
        String by,
        Instant at,
        OptionalLong replaces,
        OptionalLong restores) {}
