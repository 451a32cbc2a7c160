// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.KnownSeries;
import io.tidewatch.ingest.series.NewKpis;
import io.tidewatch.ingest.series.SeriesRules;
import io.tidewatch.ingest.status.HotSeries;
import java.util.function.Supplier;

/**
 * What a request's points pass: what the rules make of them, is the series welcome, is it registered, into the log; and where
 * refused ones go.
 *
 * @param mapping the rules of this moment
 * @param aggregation is run before samples are sent to it
 */
public record Pipeline(
        Supplier<Mapping> mapping,
        SeriesRules rules,
        NewKpis newKpis,
        KnownSeries series,
        PointLog log,
        RejectedLog rejected,
        Runnable aggregation,
        HotSeries hot) {}
