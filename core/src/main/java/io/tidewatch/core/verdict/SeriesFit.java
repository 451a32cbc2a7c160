// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.verdict;

import io.tidewatch.core.series.SeriesId;
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

    private static final Comparator<KpiVerdict> BY_START = Comparator.comparingLong(
                    (KpiVerdict each) -> each.episode().range().from())
            .thenComparingLong(each -> each.episode().verdictId());

    /**
     * Pure: the same verdicts give the same bits.
     *
     * @param ofKpi all verdicts in force of the KPI's series
     * @param version of the calibration that comes out
     */
    public static SeriesFit of(SeriesId series, List<KpiVerdict> ofKpi, long version) {
        List<KpiVerdict> own = ofKpi.stream().filter(each -> isOf(each, series)).toList();
        int taught = (int) own.stream().filter(SeriesFit::teaches).count();
        List<KpiVerdict> borrowed = ofKpi.stream()
                .filter(each -> !isOf(each, series) && teaches(each))
                .sorted(BY_START.reversed())
                .limit(Math.max(0, FEW - taught))
                .toList();
        List<LabelledEpisode> episodes = Stream.concat(own.stream(), borrowed.stream())
                .sorted(BY_START)
                .map(KpiVerdict::episode)
                .toList();
        Calibration fitted = VerdictLogistic.fit(episodes, version, newNormalFrom(own));
        return new SeriesFit(withOwnRanges(fitted, own), taught, borrowed.size());
    }

    private static Calibration withOwnRanges(Calibration fitted, List<KpiVerdict> own) {
        List<TimeRange> ranges = own.stream()
                .filter(each -> each.episode().kind() == VerdictKind.TRUE_ANOMALY
                        || each.episode().kind() == VerdictKind.MISSED_ANOMALY)
                .map(each -> each.episode().range())
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
    public boolean differsFrom(Calibration current) {
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

    private static long newNormalFrom(List<KpiVerdict> own) {
        return own.stream()
                .filter(each -> each.episode().kind() == VerdictKind.NEW_NORMAL)
                .mapToLong(KpiVerdict::givenFrom)
                .max()
                .orElse(0);
    }

    private static boolean isOf(KpiVerdict given, SeriesId series) {
        return given.series().equals(series);
    }

    private static boolean teaches(KpiVerdict given) {
        return given.episode().kind() == VerdictKind.TRUE_ANOMALY
                || given.episode().kind() == VerdictKind.FALSE_ALARM;
    }
}
