// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.replay.ReplayStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Which alerts there were, and which there would be with other settings or verdicts. */
final class Preview implements Job {
    private final Inputs inputs;
    private final Spread spread;
    private final ReplayStore results;
    private final InstantSource clock;

    Preview(Inputs inputs, Spread spread, ReplayStore results, InstantSource clock) {
        this.inputs = inputs;
        this.spread = spread;
        this.results = results;
        this.clock = clock;
    }

    @Override
    public String run(long request, ReplayOrder order) {
        Settings now = inputs.settings(order.kpi());
        Sides sides = Sides.of(order, now, inputs.verdicts(order.kpi()));
        Map<SeriesId, String> parts = spread.over(request, inputs.series(order), (series, moved, limit) -> {
            PointArrays points = inputs.points(series, order);
            limit.read(points.size());
            SeriesComparison comparison = new SeriesComparison(
                    series,
                    new TimeRange(order.from(), order.to()),
                    sides.oracleOf(series.id()),
                    inputs.raised(series, order));
            return Json.write(comparison.run(
                    points, inputs.denominators(series, now.kpi(), order), sides.before(), sides.after(), moved));
        });
        List<SeriesOutcome> outcomes = parts.values().stream()
                .map(part -> Json.read(part, SeriesOutcome.class))
                .toList();
        Comparison result = Comparison.of(
                order.from(),
                order.to(),
                outcomes,
                now.detector().budget(),
                sides.after().settings().detector().budget());
        results.saveResult(request, Json.write(result), clock.instant());
        return result.sentence();
    }
}
