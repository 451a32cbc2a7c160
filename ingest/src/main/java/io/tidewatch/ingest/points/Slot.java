// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.ingest.series.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The points of one series that a request has brought and the log has not been sent. */
final class Slot {
    private static final int POINTS_A_RECORD = 20_000;

    private final SeriesKey key;
    private final Optional<Refused> refused;
    private long[] times = new long[4];
    private double[] values = new double[4];
    private long[] places = new long[4];
    private int size;

    /** @param refused why none of its points is taken; empty where they are */
    Slot(SeriesKey key, Optional<Refused> refused) {
        this.key = key;
        this.refused = refused;
    }

    SeriesKey key() {
        return key;
    }

    Optional<Refused> refused() {
        return refused;
    }

    int size() {
        return size;
    }

    long place(int i) {
        return places[i];
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    void add(long place, long timeMicros, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        times[size] = timeMicros;
        values[size] = value;
        places[size++] = place;
    }

    /** In the order in which they came; usually one record. */
    List<SeriesPoints> records(Origin origin) {
        List<SeriesPoints> records = new ArrayList<>(1);
        for (int from = 0; from < size; from += POINTS_A_RECORD) {
            int to = Math.min(size, from + POINTS_A_RECORD);
            records.add(new SeriesPoints(
                    key, origin, Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to)));
        }
        return records;
    }
}
