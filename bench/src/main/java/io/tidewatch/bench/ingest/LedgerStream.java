// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.time.Micros;
import java.util.Random;

/**
 * Points of one KPI by number, and what of them stands in which batch: in order, each batch three times in any order, or with
 * one point in five up to a day late. The rows that the table must have in the end are the same for all three.
 */
final class LedgerStream {
    static final int BATCH = 1_000;
    private static final int SERIES = 1_000;
    /** So that a day of event time is a good part of a small stream. */
    private static final long STEP = 5 * Micros.MINUTE / Micros.SECOND;

    private static final double LATE = 0.2;
    private static final long PRIME = 2_147_483_647;

    private final String kpi;
    private final int points;
    private final long startSeconds;
    /** The number of the point at each place; null where they come in order. */
    private final int[] order;

    private LedgerStream(String kpi, int points, long startSeconds, int[] order) {
        this.kpi = kpi;
        this.points = points;
        this.startSeconds = startSeconds;
        this.order = order;
    }

    static LedgerStream inOrder(String kpi, int points, long startSeconds) {
        return new LedgerStream(kpi, points, startSeconds, new int[0]);
    }

    static LedgerStream thrice(String kpi, int points, long startSeconds, Random random) {
        int batches = points / BATCH;
        int[] shuffled = new int[3 * batches];
        for (int i = 0; i < shuffled.length; i++) {
            int j = random.nextInt(i + 1);
            shuffled[i] = shuffled[j];
            shuffled[j] = i % batches;
        }
        int[] order = new int[3 * batches * BATCH];
        for (int i = 0; i < order.length; i++) {
            order[i] = shuffled[i / BATCH] * BATCH + i % BATCH;
        }
        return new LedgerStream(kpi, points, startSeconds, order);
    }

    static LedgerStream late(String kpi, int points, long startSeconds, Random random) {
        long[] arrival = new long[points];
        for (int i = 0; i < points; i++) {
            long delay = random.nextDouble() < LATE ? random.nextLong(Micros.DAY / Micros.SECOND) : 0;
            // The number itself in the low digits, so that sorting keeps it.
            arrival[i] = (i / SERIES * STEP + delay) * points + i;
        }
        java.util.Arrays.sort(arrival);
        int[] order = new int[points];
        for (int i = 0; i < points; i++) {
            order[i] = (int) (arrival[i] % points);
        }
        return new LedgerStream(kpi, points, startSeconds, order);
    }

    String kpi() {
        return kpi;
    }

    /** Different ones. */
    int points() {
        return points;
    }

    int batches() {
        return (order.length == 0 ? points : order.length) / BATCH;
    }

    byte[] body(int batch) {
        StringBuilder body = new StringBuilder(BATCH * 40);
        for (int i = batch * BATCH; i < (batch + 1) * BATCH; i++) {
            int number = order.length == 0 ? i : order[i];
            body.append(kpi)
                    .append(",s=")
                    .append(number % SERIES)
                    .append(" value=")
                    .append(value(number))
                    .append(' ')
                    .append(seconds(number))
                    .append('\n');
        }
        return body.toString().getBytes(UTF_8);
    }

    /** As {@link #CHECKSUM} has it, of the rows that must be there. */
    long checksum() {
        long sum = 0;
        for (int number = 0; number < points; number++) {
            sum += (value(number) * 1_000_003L + seconds(number) * 8_191 + number % SERIES * 131L) % PRIME;
        }
        return sum;
    }

    /** Rows and their checksum, of a KPI. */
    static final String CHECKSUM =
            "select count(*) as rows, coalesce(sum((value::bigint * 1000003 + extract(epoch from time)::bigint"
                    + " * 8191 + (s.labels ->> 's')::bigint * 131) % " + PRIME + "), 0)::bigint as checksum"
                    + " from point p join series s on s.id = p.series_id where s.kpi = ?";

    private static int value(int number) {
        return (int) ((number * 2_654_435_761L >>> 12) & 0xfffff);
    }

    private long seconds(int number) {
        return startSeconds + number / SERIES * STEP;
    }
}
