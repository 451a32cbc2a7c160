// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.replay.ProposedVerdict;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.KpiVerdict;
import io.tidewatch.core.verdict.LabelledEpisode;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.storage.verdict.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The two sides of a comparison.
 *
 * @param oracle what is known about alerts: the verdicts in force, and those proposed
 */
record Sides(SeriesComparison.Side before, SeriesComparison.Side after, List<KpiVerdict> oracle) {
    static Sides of(ReplayOrder order, Settings now, List<Standing> standing) {
        List<KnownVerdicts.Timed> before =
                standing.stream().map(each -> timed(order, each)).toList();
        Set<String> judgedAnew = new HashSet<>();
        order.verdicts().forEach(proposed -> {
            if (proposed.alert() != null) {
                judgedAnew.add(proposed.alert());
            }
        });
        List<Standing> left = standing.stream()
                .filter(each -> each.given()
                        .alert()
                        .filter(alert -> judgedAnew.contains(alert.value()))
                        .isEmpty())
                .toList();
        List<KpiVerdict> oracle =
                new ArrayList<>(left.stream().map(Standing::ofKpi).toList());
        List<KnownVerdicts.Timed> after =
                new ArrayList<>(left.stream().map(each -> timed(order, each)).toList());
        for (int i = 0; i < order.verdicts().size(); i++) {
            KpiVerdict proposed = verdict(order.verdicts().get(i), Long.MAX_VALUE - i);
            oracle.add(proposed);
            after.add(KnownVerdicts.Timed.throughout(proposed));
        }
        return new Sides(
                new SeriesComparison.Side(now, before),
                new SeriesComparison.Side(
                        new Settings(
                                order.change().applyTo(now.kpi()),
                                order.change().applyTo(now.detector())),
                        after),
                oracle);
    }

    List<KpiVerdict> oracleOf(SeriesId series) {
        return oracle.stream().filter(each -> each.series().equals(series)).toList();
    }

    private static KnownVerdicts.Timed timed(ReplayOrder order, Standing standing) {
        return order.throughout()
                ? KnownVerdicts.Timed.throughout(standing.ofKpi())
                : new KnownVerdicts.Timed(
                        standing.ofKpi(), Micros.of(standing.given().at()));
    }

    private static KpiVerdict verdict(ProposedVerdict proposed, long id) {
        return new KpiVerdict(
                new SeriesId(proposed.series()),
                new LabelledEpisode(
                        id,
                        proposed.kind(),
                        new TimeRange(proposed.from(), proposed.to()),
                        proposed.peakEvidence(),
                        proposed.threshold(),
                        proposed.sign()),
                proposed.from());
    }
}
