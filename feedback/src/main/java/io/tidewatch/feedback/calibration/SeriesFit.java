// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calibration;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.LabelledEpisode;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.verdict.VerdictLogistic;
import io.tidewatch.storage.verdict.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the verdicts of a KPI say about one of its series. A series with fewer than {@value #FEW} labelled alerts of its own
 * borrows the newest of its siblings until there are that many; ranges and "new normal" are always its own.
 *
 * @param own labelled alerts of the series itself
 * @param borrowed labelled alerts of its siblings
 */
public record SeriesFit(Calibration calibration, int own, int borrowed) {
    /** So few that the siblings' verdicts say more than none. */
    public static final int FEW = 8;

    /** The scorer keeps peaks for 28 days; older ranges have nothing left to explain. */
    private static final int MAX_RANGES = 1_000;

    private static final Comparator<Standing> BY_START = Comparator.comparingLong(
                    (Standing standing) -> standing.range().from())
            .thenComparingLong(standing -> standing.given().id());

    /**
     * Pure: the same verdicts give the same bits.
     *
     * @param ofKpi all verdicts in force of the KPI's series
     * @param version of the calibration that comes out
     */
    public static SeriesFit of(SeriesId series, List<Standing> ofKpi, long version) {
        List<Standing> own =
                ofKpi.stream().filter(standing -> isOf(standing, series)).toList();
        int taught = (int) own.stream().filter(SeriesFit::teaches).count();
        List<Standing> borrowed = ofKpi.stream()
                .filter(standing -> !isOf(standing, series) && teaches(standing))
                .sorted(BY_START.reversed())
                .limit(Math.max(0, FEW - taught))
                .toList();
        List<LabelledEpisode> episodes = Stream.concat(own.stream(), borrowed.stream())
                .sorted(BY_START)
                .map(Standing::episode)
                .toList();
        Calibration fitted = VerdictLogistic.fit(episodes, version, newNormalFrom(own));
        return new SeriesFit(withOwnRanges(fitted, own), taught, borrowed.size());
    }

    private static Calibration withOwnRanges(Calibration fitted, List<Standing> own) {
        List<TimeRange> ranges = own.stream()
                .filter(standing ->
                        standing.kind() == VerdictKind.TRUE_ANOMALY || standing.kind() == VerdictKind.MISSED_ANOMALY)
                .map(Standing::range)
                .toList();
        return new Calibration(
                fitted.version(),
                fitted.intercept(),
                fitted.slope(),
                fitted.signEffect(),
                ranges.subList(Math.max(0, ranges.size() - MAX_RANGES), ranges.size()),
                fitted.verdictIds(),
                fitted.newNormalFrom());
    }

    /** Whether the two differ in more than their version. */
    boolean differsFrom(Calibration current) {
        Calibration same = new Calibration(
                current.version(),
                calibration.intercept(),
                calibration.slope(),
                calibration.signEffect(),
                calibration.trueRanges(),
                calibration.verdictIds(),
                calibration.newNormalFrom());
        return !same.equals(current);
    }

    private static long newNormalFrom(List<Standing> own) {
        return own.stream()
                .filter(standing -> standing.kind() == VerdictKind.NEW_NORMAL)
                .mapToLong(standing -> standing.given().range().from())
                .max()
                .orElse(0);
    }

    private static boolean isOf(Standing standing, SeriesId series) {
        return standing.given().series().equals(series);
    }

    private static boolean teaches(Standing standing) {
        return standing.kind() == VerdictKind.TRUE_ANOMALY || standing.kind() == VerdictKind.FALSE_ALARM;
    }
}
