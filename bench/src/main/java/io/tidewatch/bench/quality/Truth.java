// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import java.util.ArrayList;
import java.util.List;

/** What really happened in a series, by its labels. */
final class Truth {
    private final List<Stretch> events = new ArrayList<>();

    /** From the first labelled point to the last, UTC microseconds. */
    record Stretch(long from, long to) {
        boolean touches(long started, long lastOver) {
            return started <= to && lastOver >= from;
        }
    }

    Truth(LabelledSeries series) {
        for (Segments.Segment segment : Segments.of(series.labels(), 0, series.size())) {
            events.add(new Stretch(series.times()[segment.from()], series.times()[segment.to() - 1]));
        }
    }

    /** Whether an episode, from its first to its last point over the threshold, overlaps an event. */
    boolean holds(long started, long lastOver) {
        return events.stream().anyMatch(event -> event.touches(started, lastOver));
    }

    /** Events that end at or after a time. */
    List<Stretch> since(long time) {
        return events.stream().filter(event -> event.to() >= time).toList();
    }
}
