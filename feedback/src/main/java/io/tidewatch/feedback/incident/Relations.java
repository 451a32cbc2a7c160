// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.incident.IncidentStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Whether the series of two alerts belong together: they are of one KPI and deviate to the same side, share a label that tells
 * something, or moved together around the time of the alerts.
 */
final class Relations implements Grouping.Relation {
    /** A label that more than half of all series have tells nothing, once there are a few. */
    private static final int FEW = 4;

    private static final long BEFORE = 2 * Micros.HOUR;
    private static final long AFTER = Micros.HOUR;
    private static final long STRETCH = 5 * Micros.MINUTE;

    /** In a storm of alerts labels alone have to do. */
    private static final int MOST_COURSES = 400;

    private final IncidentStore store;
    private final Handle handle;
    private final Map<String, Integer> pairs = new HashMap<>();
    private final int series;
    private final Map<List<Object>, Map<Long, Double>> courses = new HashMap<>();

    /** @param all every registered series */
    Relations(IncidentStore store, Handle handle, List<SeriesKey> all) {
        this.store = store;
        this.handle = handle;
        this.series = all.size();
        for (SeriesKey key : all) {
            key.labels().values().forEach((name, value) -> pairs.merge(pair(name, value), 1, Integer::sum));
        }
    }

    @Override
    public boolean related(Grouping.Member one, Grouping.Member other) {
        if (one.series().equals(other.series())) {
            return true;
        }
        if (one.series().kpi().equals(other.series().kpi())) {
            return one.sign() == other.sign();
        }
        return shareTellingLabel(one.series(), other.series()) || moveTogether(one, other);
    }

    private boolean shareTellingLabel(SeriesKey one, SeriesKey other) {
        return one.labels().values().entrySet().stream()
                .filter(label -> other.labels()
                        .get(label.getKey())
                        .filter(label.getValue()::equals)
                        .isPresent())
                .anyMatch(label ->
                        series <= FEW || 2 * pairs.getOrDefault(pair(label.getKey(), label.getValue()), 0) <= series);
    }

    private boolean moveTogether(Grouping.Member one, Grouping.Member other) {
        // In whole stretches, so that many pairs ask for the same.
        long from = Math.floorDiv(Math.min(one.started(), other.started()) - BEFORE, STRETCH) * STRETCH;
        long to = Math.floorDiv(Math.max(one.started(), other.started()) + AFTER, STRETCH) * STRETCH;
        if (courses.size() > MOST_COURSES) {
            return false;
        }
        return Together.are(course(one.series(), from, to), course(other.series(), from, to));
    }

    private Map<Long, Double> course(SeriesKey key, long from, long to) {
        return courses.computeIfAbsent(List.of(key, from, to), known -> store.course(handle, key, from, to, STRETCH));
    }

    private static String pair(String name, String value) {
        return name + '=' + value;
    }
}
