// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.verdict;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.Optional;

/** A verdict to be stored; see {@link Verdict}. */
public record NewVerdict(
        Optional<AlertId> alert,
        SeriesId series,
        String kpi,
        VerdictKind kind,
        TimeRange range,
        String cause,
        String comment,
        String by) {}
