// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.verdict.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads what the series of a batch need by one query for many of them. A query for each costs more than the training: planning it
 * over the chunks of eight weeks alone takes milliseconds.
 */
final class ReadAhead {
    /** Points that one worker holds at once, 16 MB of them; a series with more is read by itself. */
    private static final int MOST_POINTS = 1_000_000;

    private final TrainingInputs inputs;
    private final Map<SeriesId, Read> read = new HashMap<>();
    private List<SeriesId> expected = List.of();
    /** Of the series read so far the most; until one was, as if there were one a minute. */
    private int mostPoints;

    /** What was read of one series. */
    record Read(PointArrays points, List<Standing> verdicts) {}

    ReadAhead(TrainingInputs inputs) {
        this.inputs = inputs;
    }

    /** Which series are asked for next, in this order; some may not be. */
    void expect(List<SeriesKey> series) {
        expected = series.stream().map(SeriesKey::id).toList();
        read.clear();
        mostPoints = 0;
    }

    /** Each series once. */
    Read take(SeriesId series, long from, long to) {
        Read own = read.remove(series);
        if (own == null) {
            read.clear();
            read(next(series, to - from), from, to);
            own = Objects.requireNonNull(read.remove(series), "what was asked for was read");
        }
        return own;
    }

    private List<SeriesId> next(SeriesId series, long span) {
        long each = Math.max(1, mostPoints == 0 ? span / Micros.MINUTE : mostPoints);
        int fit = (int) Math.clamp(MOST_POINTS / each, 1, Math.max(1, expected.size()));
        int at = expected.indexOf(series);
        return at < 0 ? List.of(series) : expected.subList(at, Math.min(expected.size(), at + fit));
    }

    private void read(List<SeriesId> series, long from, long to) {
        Map<SeriesId, List<Standing>> verdicts = inputs.verdicts(series);
        inputs.points(series, from, to).forEach((id, points) -> {
            mostPoints = Math.max(mostPoints, points.size());
            read.put(id, new Read(points, verdicts.getOrDefault(id, List.of())));
        });
    }
}
