// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

import io.tidewatch.core.series.SeriesKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The series with the most points, found with a bounded number of counters (Metwally, Agrawal and El Abbadi, Efficient
 * computation of frequent and top-k elements in data streams, 2005): a count is too high by at most its error. Every hour all
 * counts are halved, so that yesterday's fade.
 */
public final class HotSeries {
    private static final int COUNTERS = 500;
    private static final int ONE_OF = 64;

    private static final class Counter {
        long count;
        long error;
    }

    /**
     * @param points about how many, of late
     * @param error by how much that may be too high
     */
    public record Hot(String series, long points, long error) {}

    private final Map<SeriesKey, Counter> counters = new HashMap<>();
    private long hour;

    /** Looks at one of some dozen calls, so that the doors don't wait for it. */
    public void offer(SeriesKey series, long points, long nowMicros) {
        if (ThreadLocalRandom.current().nextInt(ONE_OF) == 0) {
            add(series, points * ONE_OF, nowMicros);
        }
    }

    /** @param nowMicros UTC microseconds since 1970 */
    synchronized void add(SeriesKey series, long points, long nowMicros) {
        long current = nowMicros / 3_600_000_000L;
        if (current != hour) {
            hour = current;
            counters.values().forEach(counter -> {
                counter.count /= 2;
                counter.error /= 2;
            });
        }
        Counter counter = counters.get(series);
        if (counter == null) {
            counter = new Counter();
            if (counters.size() >= COUNTERS) {
                // Whoever gets the place inherits the count: it may have been that often.
                counter.count = removeLeast();
                counter.error = counter.count;
            }
            counters.put(series, counter);
        }
        counter.count += points;
    }

    /** Gives the count of the one that makes room. A plain loop, as among many series that are equally hot each call comes here. */
    private long removeLeast() {
        long least = Long.MAX_VALUE;
        SeriesKey found = null;
        for (Map.Entry<SeriesKey, Counter> entry : counters.entrySet()) {
            if (entry.getValue().count < least) {
                least = entry.getValue().count;
                found = entry.getKey();
            }
        }
        counters.remove(found);
        return least;
    }

    /** The hottest first. */
    public synchronized List<Hot> top(int most) {
        List<Hot> all = new ArrayList<>();
        counters.forEach((key, counter) -> all.add(new Hot(key.toString(), counter.count, counter.error)));
        all.sort(Comparator.comparingLong(Hot::points).reversed().thenComparing(Hot::series));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
}
