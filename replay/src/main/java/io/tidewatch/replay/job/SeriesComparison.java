// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.KpiVerdict;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.feature.Denominators;
import io.tidewatch.replay.SeriesReplay;
import io.tidewatch.replay.Trainer;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.point.PointArrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Replays one series twice over the same points, as it is watched and as it might be, and sets the alerts side by side. */
final class SeriesComparison {
    /** How a series is watched, and what verdicts there are. */
    record Side(Settings settings, List<KnownVerdicts.Timed> verdicts) {}

    private final SeriesKey series;
    private final TimeRange range;
    private final List<KpiVerdict> oracle;
    private final List<Alert> raised;

    /**
     * @param range of the alerts that are compared
     * @param oracle verdicts on this series
     * @param raised in life
     */
    SeriesComparison(SeriesKey series, TimeRange range, List<KpiVerdict> oracle, List<Alert> raised) {
        this.series = series;
        this.range = range;
        this.oracle = oracle;
        this.raised = raised;
    }

    /** @param moved is told the share of the whole that has been done since it was last told; may throw to end this */
    SeriesOutcome run(PointArrays points, Denominators denominators, Side before, Side after, DoubleConsumer moved) {
        Trainer trainer = new SharedTraining(denominators);
        List<AlertEvent> first = alerts(points, before, trainer, moved);
        List<AlertEvent> second = alerts(points, after, trainer, moved);
        List<TimeRange> events = oracle.stream()
                .filter(verdict -> Label.of(verdict.episode().range(), List.of(verdict)) == Label.TRUE)
                .map(verdict -> verdict.episode().range())
                .filter(event -> event.from() >= range.from() && event.from() < range.to())
                .toList();
        return new SeriesOutcome(
                points.size(),
                points.size() == 0 ? 0 : points.timeMicros()[0],
                events.size(),
                found(events, first),
                found(events, second),
                lines(first, second),
                lines(second, first));
    }

    private List<AlertEvent> alerts(PointArrays points, Side side, Trainer trainer, DoubleConsumer moved) {
        Episodes episodes = new Episodes(range.from(), range.to(), points.size(), share -> moved.accept(share / 2));
        new SeriesReplay(
                        series,
                        side.settings(),
                        Tuning.DEFAULT,
                        trainer,
                        () -> new KnownVerdicts(series.id(), side.verdicts()))
                .run(points.timeMicros(), points.value(), episodes);
        return episodes.alerts();
    }

    private static int found(List<TimeRange> events, List<AlertEvent> alerts) {
        return (int) events.stream()
                .filter(event -> alerts.stream().anyMatch(alert -> Label.touches(Episodes.range(alert), event)))
                .count();
    }

    private List<AlertLine> lines(List<AlertEvent> ours, List<AlertEvent> others) {
        return ours.stream()
                .map(alert -> {
                    TimeRange episode = Episodes.range(alert);
                    return AlertLine.of(
                            alert,
                            Label.of(episode, oracle),
                            raised.stream()
                                    .filter(each -> Label.touches(each.range(), episode))
                                    .findFirst()
                                    .map(each -> each.id().value())
                                    .orElse(null),
                            others.stream().anyMatch(other -> Label.touches(Episodes.range(other), episode)));
                })
                .toList();
    }
}
