// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
        LoggedPoints[] records = nearlySorted(batch);
        int capacity = 0;
        for (LoggedPoints points : records) {
            capacity += points.value().length;
        }
        // Stable, so that the records of a series stay in the order in which the log has them; hardly more than a look
        // at each.
        Arrays.sort(records, (a, b) -> a.series().compareTo(b.series()));
        SortedRows rows = new SortedRows(capacity);
        int from = 0;
        for (int to = 1; to <= records.length; to++) {
            if (to == records.length || !records[to].series().equals(records[from].series())) {
                rows.append(records, from, to);
                from = to;
            }
        }
        return rows;
    }

    /** By the first bits of their series, then as they came: sorted as numbers, since comparing objects means fetching them. */
    private static LoggedPoints[] nearlySorted(List<LoggedPoints> batch) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(batch.size());
        long[] order = new long[batch.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = batch.get(i).series().value() >> bits << bits | i;
        }
        Arrays.sort(order);
        LoggedPoints[] records = new LoggedPoints[order.length];
        for (int i = 0; i < order.length; i++) {
            records[i] = batch.get((int) (order[i] & (1L << bits) - 1));
        }
        return records;
    }

    int size() {
        return size;
    }

    /** The records of one series. */
    private void append(LoggedPoints[] records, int from, int to) {
        int start = size;
        boolean increasing = true;
        for (LoggedPoints points : Arrays.asList(records).subList(from, to)) {
            long id = points.series().value();
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
        long[] times = Arrays.copyOfRange(time, start, size);
        double[] values = Arrays.copyOfRange(value, start, size);
        long[] offsets = Arrays.copyOfRange(offset, start, size);
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
