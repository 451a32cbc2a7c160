// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.KpiVerdict;
import io.tidewatch.core.verdict.SeriesFit;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.replay.Lessons;
import io.tidewatch.scorer.detector.SeriesDetector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Verdicts that people gave, or might give, on a KPI, as one of its series hears of them: fitted anew as each takes effect. */
final class KnownVerdicts implements Lessons {
    /** Fewer days of a new normal say less about the shape of a day than all the days before it. */
    private static final long NEW_NORMAL_DAYS = 2 * Micros.DAY;

    private final SeriesId series;
    private final List<Timed> timed;
    private final List<KpiVerdict> inForce = new ArrayList<>();
    private final List<TimeRange> masks = new ArrayList<>();
    private long normalFrom = Long.MIN_VALUE;
    private long version;

    /** @param at when it takes effect, UTC microseconds since 1970 */
    record Timed(KpiVerdict verdict, long at) {
        /** In force from the start; a new normal not before it begins, or the levels would start again too early. */
        static Timed throughout(KpiVerdict verdict) {
            return new Timed(
                    verdict, verdict.episode().kind() == VerdictKind.NEW_NORMAL ? verdict.givenFrom() : Long.MIN_VALUE);
        }
    }

    KnownVerdicts(SeriesId series, List<Timed> ofKpi) {
        this.series = series;
        this.timed = ofKpi.stream()
                .sorted(Comparator.comparingLong(Timed::at)
                        .thenComparingLong(each -> each.verdict().episode().verdictId()))
                .toList();
    }

    @Override
    public void speakUntil(long time, SeriesDetector detector) {
        int before = inForce.size();
        while (inForce.size() < timed.size() && timed.get(inForce.size()).at() <= time) {
            hear(timed.get(inForce.size()).verdict());
        }
        if (inForce.size() > before) {
            detector.apply(SeriesFit.of(series, inForce, ++version).calibration());
        }
    }

    private void hear(KpiVerdict verdict) {
        inForce.add(verdict);
        if (!verdict.series().equals(series)) {
            return;
        }
        if (verdict.episode().kind().masksTraining()) {
            masks.add(verdict.episode().range());
        }
        if (verdict.episode().kind() == VerdictKind.NEW_NORMAL) {
            normalFrom = Math.max(normalFrom, verdict.givenFrom());
        }
    }

    @Override
    public List<TimeRange> masks() {
        return masks;
    }

    @Override
    public long normalFrom(long trainedTo) {
        return normalFrom <= trainedTo - NEW_NORMAL_DAYS ? normalFrom : Long.MIN_VALUE;
    }
}
