// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.replay.SeriesReplay;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.replay.ReplayStore;
import io.tidewatch.storage.score.ScoreStore;
import java.time.InstantSource;
import java.util.Map;

/** Bounds and scores of a past range, as they would have been served; for charts over points that nobody scored in life. */
final class PastScores implements Job {
    private final Inputs inputs;
    private final Spread spread;
    private final ReplayStore results;
    private final ScoreStore scores;
    private final InstantSource clock;

    PastScores(Inputs inputs, Spread spread, ReplayStore results, ScoreStore scores, InstantSource clock) {
        this.inputs = inputs;
        this.spread = spread;
        this.results = results;
        this.scores = scores;
        this.clock = clock;
    }

    /**
     * The result.
     *
     * @param points scored in the range
     */
    record Scored(String sentence, int series, long points) {}

    @Override
    public String run(long request, ReplayOrder order) {
        Settings now = inputs.settings(order.kpi());
        Sides sides = Sides.of(order, now, inputs.verdicts(order.kpi()));
        Map<SeriesId, String> parts = spread.over(request, inputs.series(order), (series, moved, limit) -> {
            PointArrays points = inputs.points(series, order);
            limit.read(points.size());
            ScoreWriter writer =
                    new ScoreWriter(scores, series.id(), new TimeRange(order.from(), order.to()), points.size(), moved);
            new SeriesReplay(
                            series,
                            now,
                            Tuning.DEFAULT,
                            new SharedTraining(inputs.denominators(series, now.kpi(), order)),
                            () -> new KnownVerdicts(series.id(), sides.before().verdicts()))
                    .run(points.timeMicros(), points.value(), writer);
            return Long.toString(writer.finish());
        });
        long points = parts.values().stream().mapToLong(Long::parseLong).sum();
        String sentence = points + " points of " + parts.size() + " series have bounds and scores.";
        results.saveResult(request, Json.write(new Scored(sentence, parts.size(), points)), clock.instant());
        return sentence;
    }
}
