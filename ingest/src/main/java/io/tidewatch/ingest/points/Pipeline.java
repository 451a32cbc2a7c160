// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.KnownSeries;
import io.tidewatch.ingest.series.SeriesRules;

/** What a request's points pass: is the series welcome, is it registered, into the log; and where refused ones go. */
public record Pipeline(SeriesRules rules, KnownSeries series, PointLog log, RejectedLog rejected) {}
