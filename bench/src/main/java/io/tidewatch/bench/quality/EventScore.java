// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.time.Micros;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Counts over the second halves of series. A labelled event is found when an episode, from its first to its last point over the
 * threshold, overlaps it; an episode that overlaps none is false. Points are adjusted as in the AIOps competition: a segment
 * counts as wholly found if one of its first 8 points alerts, else as wholly missed; points outside count singly.
 */
final class EventScore {
    private static final int DELAY = 7;

    private int found;
    private int missed;
    private int trueEpisodes;
    private int falseEpisodes;
    private long pointsFound;
    private long pointsMissed;
    private long pointsFalse;
    private double weeks;
    private final List<Double> delays = new ArrayList<>();

    void add(LabelledSeries series, Alarms alarms, int from) {
        long[] times = series.times();
        int to = series.size();
        weeks += (double) (times[to - 1] - times[from]) / (7 * Micros.DAY);
        List<Segments.Segment> segments = Segments.of(series.labels(), from, to);
        boolean[] matched = new boolean[alarms.episodes().size()];
        for (Segments.Segment segment : segments) {
            event(segment, times, alarms, matched, times[from]);
            points(segment, alarms.over());
        }
        for (int i = 0; i < matched.length; i++) {
            if (alarms.episodes().get(i).lastOver() >= times[from]) {
                trueEpisodes += matched[i] ? 1 : 0;
                falseEpisodes += matched[i] ? 0 : 1;
            }
        }
        for (int row = from; row < to; row++) {
            pointsFalse += alarms.over()[row] && !series.labels()[row] ? 1 : 0;
        }
    }

    private void event(Segments.Segment segment, long[] times, Alarms alarms, boolean[] matched, long testStart) {
        long start = times[segment.from()];
        long end = times[segment.to() - 1];
        boolean hit = false;
        for (int i = 0; i < matched.length; i++) {
            Alarms.Episode episode = alarms.episodes().get(i);
            if (episode.lastOver() >= testStart && episode.started() <= end && episode.lastOver() >= start) {
                matched[i] = true;
                if (!hit) {
                    delays.add(Math.max(0, (double) (episode.started() - start) / Micros.MINUTE));
                }
                hit = true;
            }
        }
        found += hit ? 1 : 0;
        missed += hit ? 0 : 1;
    }

    private void points(Segments.Segment segment, boolean[] over) {
        boolean hit = false;
        for (int row = segment.from(); row < Math.min(segment.to(), segment.from() + DELAY + 1); row++) {
            hit |= over[row];
        }
        int length = segment.to() - segment.from();
        pointsFound += hit ? length : 0;
        pointsMissed += hit ? 0 : length;
    }

    void add(EventScore other) {
        found += other.found;
        missed += other.missed;
        trueEpisodes += other.trueEpisodes;
        falseEpisodes += other.falseEpisodes;
        pointsFound += other.pointsFound;
        pointsMissed += other.pointsMissed;
        pointsFalse += other.pointsFalse;
        weeks += other.weeks;
        delays.addAll(other.delays);
    }

    double precision() {
        return ratio(trueEpisodes, trueEpisodes + falseEpisodes);
    }

    double recall() {
        return ratio(found, found + missed);
    }

    double eventF1() {
        return ratio(2 * precision() * recall(), precision() + recall());
    }

    double pointAdjustedF1() {
        return ratio(2.0 * pointsFound, 2.0 * pointsFound + pointsMissed + pointsFalse);
    }

    double falseAWeek() {
        return ratio(falseEpisodes, weeks);
    }

    double alertsAWeek() {
        return ratio(falseEpisodes + trueEpisodes, weeks);
    }

    double medianDelayMinutes() {
        if (delays.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(delays);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    int found() {
        return found;
    }

    int events() {
        return found + missed;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
