// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.forecaster.feature.Denominators;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.verdict.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what the series of a batch need by one query for many of them. A query for each costs more than the training: planning it
 * over the chunks of eight weeks alone takes milliseconds.
 */
final class ReadAhead {
    /** Points that one worker holds at once, 16 MB of them; a series with more is read by itself. */
    private static final int MOST_POINTS = 1_000_000;

    private final TrainingInputs inputs;
    private final Map<SeriesId, Read> read = new HashMap<>();
    private List<SeriesKey> expected = List.of();
    /** Of the series read so far the most; until one was, as if there were one a minute. */
    private int mostPoints;

    /** What was read of one series; denominators only of a ratio that names them. */
    record Read(PointArrays points, Denominators denominators, List<Standing> verdicts) {}

    ReadAhead(TrainingInputs inputs) {
        this.inputs = inputs;
    }

    /** Which series are asked for next, in this order; some may not be. */
    void expect(List<SeriesKey> series) {
        expected = List.copyOf(series);
        read.clear();
        mostPoints = 0;
    }

    /**
     * Each series once.
     *
     * @param denominator the KPI whose series of the same labels are read as well
     */
    Read take(SeriesKey series, Optional<String> denominator, long from, long to) {
        Read own = read.remove(series.id());
        if (own == null) {
            read.clear();
            read(next(series, (to - from) * (denominator.isPresent() ? 2 : 1)), denominator, from, to);
            own = Objects.requireNonNull(read.remove(series.id()), "what was asked for was read");
        }
        return own;
    }

    private List<SeriesKey> next(SeriesKey series, long span) {
        long each = Math.max(1, mostPoints == 0 ? span / Micros.MINUTE : mostPoints);
        int fit = (int) Math.clamp(MOST_POINTS / each, 1, Math.max(1, expected.size()));
        int at = expected.indexOf(series);
        return at < 0 ? List.of(series) : expected.subList(at, Math.min(expected.size(), at + fit));
    }

    private void read(List<SeriesKey> series, Optional<String> denominator, long from, long to) {
        List<SeriesId> ids = series.stream().map(SeriesKey::id).toList();
        Map<SeriesId, List<Standing>> verdicts = inputs.verdicts(ids);
        Map<SeriesId, PointArrays> points = inputs.points(ids, from, to);
        Map<SeriesId, SeriesId> counted = denominator
                .map(kpi -> series.stream()
                        .collect(Collectors.toMap(SeriesKey::id, key -> new SeriesKey(kpi, key.labels()).id())))
                .orElse(Map.of());
        Map<SeriesId, PointArrays> counts = inputs.points(List.copyOf(counted.values()), from, to);
        for (SeriesId id : ids) {
            PointArrays own = Objects.requireNonNull(points.get(id), "every series asked for is answered");
            PointArrays of = counted.containsKey(id) ? counts.get(counted.get(id)) : null;
            mostPoints = Math.max(mostPoints, own.size() + (of == null ? 0 : of.size()));
            read.put(
                    id,
                    new Read(
                            own,
                            of == null ? Denominators.NONE : new Denominators(of.timeMicros(), of.value()),
                            verdicts.getOrDefault(id, List.of())));
        }
    }
}
