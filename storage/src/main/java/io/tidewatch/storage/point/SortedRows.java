// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.series.SeriesId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A batch as rows in order of the table's key, one for each (series, time): so the index is walked once, and no upsert meets one
 * row twice. Package-private fields, as its only reader copies millions of rows.
 */
final class SortedRows {
    final long[] series;
    final long[] time;
    final double[] value;
    final long[] offset;
    private int size;

    private SortedRows(int capacity) {
        series = new long[capacity];
        time = new long[capacity];
        value = new double[capacity];
        offset = new long[capacity];
    }

    static SortedRows of(List<LoggedPoints> batch) {
        Map<SeriesId, List<LoggedPoints>> bySeries = new TreeMap<>();
        int capacity = 0;
        for (LoggedPoints points : batch) {
            bySeries.computeIfAbsent(points.series(), id -> new ArrayList<>(1)).add(points);
            capacity += points.value().length;
        }
        SortedRows rows = new SortedRows(capacity);
        bySeries.forEach((id, records) -> rows.append(id.value(), records));
        return rows;
    }

    int size() {
        return size;
    }

    private void append(long id, List<LoggedPoints> records) {
        int start = size;
        boolean increasing = true;
        for (LoggedPoints points : records) {
            for (int i = 0; i < points.value().length; i++) {
                increasing &= size == start || points.timeMicros()[i] > time[size - 1];
                series[size] = id;
                time[size] = points.timeMicros()[i];
                value[size] = points.value()[i];
                offset[size++] = points.logOffset();
            }
        }
        if (!increasing) {
            sort(start);
        }
    }

    private void sort(int start) {
        long[] times = java.util.Arrays.copyOfRange(time, start, size);
        double[] values = java.util.Arrays.copyOfRange(value, start, size);
        long[] offsets = java.util.Arrays.copyOfRange(offset, start, size);
        // Stable, so that within a record the later point comes last and stays.
        List<Integer> order = IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> times[i]).thenComparingLong(i -> offsets[i]))
                .toList();
        size = start;
        for (int i : order) {
            if (size > start && time[size - 1] == times[i]) {
                size--;
            }
            time[size] = times[i];
            value[size] = values[i];
            offset[size++] = offsets[i];
        }
    }
}
