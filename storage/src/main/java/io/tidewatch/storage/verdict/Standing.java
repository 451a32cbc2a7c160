// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.verdict;

import io.tidewatch.core.verdict.KpiVerdict;
import io.tidewatch.core.verdict.LabelledEpisode;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.List;
import java.util.OptionalLong;

/**
 * A verdict in force, with its episode as it is known now.
 *
 * @param range the alert's, which may have grown since the verdict; of a marked range, what was marked
 * @param peakEvidence the alert's; 0 for a marked range
 * @param threshold the alert's; 0 for a marked range
 * @param sign the alert's; 0 for a marked range
 */
public record Standing(
        Verdict given, VerdictKind kind, TimeRange range, double peakEvidence, double threshold, int sign) {
    /** What the fit learns from. */
    public LabelledEpisode episode() {
        return new LabelledEpisode(given.id(), kind, range, peakEvidence, threshold, sign);
    }

    /** The same, as a fit over all series of the KPI wants it. */
    public KpiVerdict ofKpi() {
        return new KpiVerdict(given.series(), episode(), given.range().from());
    }

    boolean touches(long from, long to) {
        return range.from() < to && range.to() >= from;
    }

    /** As {@link VerdictStore#trainingMasks}, of one series' verdicts. */
    public static List<TimeRange> trainingMasks(List<Standing> verdicts, long from, long to) {
        return verdicts.stream()
                .filter(verdict -> verdict.touches(from, to) && verdict.kind.masksTraining())
                .map(Standing::range)
                .toList();
    }

    /** As {@link VerdictStore#newNormalFrom}, of one series' verdicts. */
    public static OptionalLong newNormalFrom(List<Standing> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.kind == VerdictKind.NEW_NORMAL)
                .mapToLong(verdict -> verdict.given.range().from())
                .max();
    }
}
