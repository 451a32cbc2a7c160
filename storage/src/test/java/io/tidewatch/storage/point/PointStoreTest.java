// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.line.CutLine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PointStoreTest {
    private static final long START = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private static TestDatabase server;
    private static Database database;
    private static PointStore store;

    @BeforeAll
    static void open() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 3);
        store = new PointStore(database);
    }

    @AfterAll
    static void close() {
        database.close();
        server.close();
    }

    @Test
    void givesBackWhatWasWritten() throws SQLException {
        SeriesId series = new SeriesId(Long.MIN_VALUE);
        long[] times = {START - 1, START, START + 1, START + Micros.HOUR};
        double[] values = {-0.0, Math.PI, Double.MIN_VALUE, -Double.MAX_VALUE};
        assertThat(store.write(List.of(new LoggedPoints(series, 7, times, values))))
                .isEqualTo(4);
        PointArrays read = store.read(series, START - Micros.DAY, START + Micros.DAY);
        assertThat(read.timeMicros()).containsExactly(times);
        assertThat(read.value()).containsExactly(values);
        assertThat(store.read(series, START, START + Micros.HOUR).timeMicros()).containsExactly(START, START + 1);
        assertThat(store.read(series, Long.MIN_VALUE, Long.MAX_VALUE).size()).isEqualTo(4);
        assertThat(store.read(new SeriesId(1), START, START + 1).size()).isZero();
    }

    @Test
    void readsManySeriesAtOnceEachInOrderOfTime() throws SQLException {
        SeriesId one = new SeriesId(-51);
        SeriesId other = new SeriesId(52);
        SeriesId without = new SeriesId(53);
        // Later points first, and over two chunks, so that the server has no reason to give them in order.
        for (int week = 2; week >= 0; week--) {
            long time = START + week * 7 * Micros.DAY;
            store.write(List.of(points(other, 1, time + 1, week + 0.5), points(one, 1, time, week)));
        }
        Map<SeriesId, PointArrays> read = store.read(List.of(other, without, one), START, START + 14 * Micros.DAY + 1);
        assertThat(read)
                .hasSize(3)
                .hasEntrySatisfying(one, points -> {
                    assertThat(points.value()).containsExactly(0, 1, 2);
                    assertThat(points.timeMicros())
                            .containsExactly(START, START + 7 * Micros.DAY, START + 14 * Micros.DAY);
                })
                .hasEntrySatisfying(other, points -> assertThat(points.value()).containsExactly(0.5, 1.5))
                .hasEntrySatisfying(without, points -> assertThat(points.size()).isZero());
        assertThat(store.read(List.of(), START, START + 1)).isEmpty();
    }

    @Test
    void readsAndWritesAtOnceWhenTheServerIsBack() throws SQLException {
        int port = Integer.parseInt(server.url().replaceFirst(".*//[^/]*:(\\d+)/.*", "$1"));
        try (CutLine line = new CutLine(port);
                Database one =
                        Database.open(server.url().replaceFirst("//[^/]*/", "//127.0.0.1:" + line.port() + "/"), 1)) {
            PointStore points = new PointStore(one);
            SeriesId series = new SeriesId(880);
            points.write(List.of(points(series, 1, START, 1.0)));
            line.cut();
            assertThatThrownBy(() -> points.read(series, START, START + 1)).isInstanceOf(TidewatchException.class);
            line.mend();
            assertThat(points.read(series, START, START + 1).value()).containsExactly(1.0);
            line.cut();
            assertThatThrownBy(() -> points.write(List.of(points(series, 2, START, 2.0))))
                    .isInstanceOf(SQLException.class);
            line.mend();
            points.write(List.of(points(series, 3, START, 3.0)));
            assertThat(points.read(series, START, START + 1).value()).containsExactly(3.0);
        }
    }

    @Test
    void letsTheHighestOffsetWinInWhateverOrder() throws SQLException {
        SeriesId series = new SeriesId(2);
        store.write(List.of(points(series, 10, START, 1.0)));
        assertThat(store.write(List.of(points(series, 9, START, 99.0)))).isZero();
        assertThat(store.read(series, START, START + 1).value()).containsExactly(1.0);
        assertThat(store.write(List.of(points(series, 12, START, 3.0), points(series, 11, START, 2.0))))
                .isEqualTo(1);
        assertThat(store.read(series, START, START + 1).value()).containsExactly(3.0);
    }

    @Test
    void letsTheLaterPointOfARecordWin() throws SQLException {
        SeriesId series = new SeriesId(3);
        store.write(List.of(new LoggedPoints(
                series, 1, new long[] {START + 5, START, START + 5, START}, new double[] {1, 2, 3, 4})));
        PointArrays read = store.read(series, START, START + 6);
        assertThat(read.timeMicros()).containsExactly(START, START + 5);
        assertThat(read.value()).containsExactly(4.0, 3.0);
    }

    @Test
    void keepsMicrosecondsAndValuesWhereSomePointsWereThereAlready() throws SQLException {
        SeriesId series = new SeriesId(9);
        long[] times = {Micros.of(Instant.parse("1996-05-06T07:08:09.000001Z")), START - 1, START, START + 1};
        double[] values = {Math.E, -Double.MAX_VALUE, Double.MIN_VALUE, 0.1};
        store.write(List.of(points(series, 1, START, 5)));
        assertThat(store.write(List.of(new LoggedPoints(series, 2, times, values))))
                .isEqualTo(4);
        PointArrays read = store.read(series, times[0], START + 2);
        assertThat(read.timeMicros()).containsExactly(times);
        assertThat(read.value()).containsExactly(values);
        assertThat(store.write(List.of(new LoggedPoints(series, 2, times, values))))
                .isZero();
    }

    @Test
    void comesToTheSameRowsWhenEachBatchIsWrittenThreeTimesShuffled() throws SQLException {
        long seed = 20_260_302;
        Random random = new Random(seed);
        List<LoggedPoints> records = new ArrayList<>();
        double[] truth = new double[500];
        for (int offset = 0; offset < 300; offset++) {
            long[] times = new long[10];
            double[] values = new double[10];
            for (int i = 0; i < 10; i++) {
                int slot = random.nextInt(truth.length);
                times[i] = START + slot * Micros.MINUTE;
                values[i] = random.nextDouble();
                truth[slot] = values[i];
            }
            records.add(new LoggedPoints(new SeriesId(4), offset, times, values));
        }
        List<LoggedPoints> thrice = new ArrayList<>(records);
        thrice.addAll(records);
        thrice.addAll(records);
        Collections.shuffle(thrice, random);
        for (int from = 0; from < thrice.size(); from += 45) {
            store.write(thrice.subList(from, Math.min(from + 45, thrice.size())));
        }
        PointArrays read = store.read(new SeriesId(4), START, START + Micros.DAY);
        assertThat(read.size()).as("seed %d", seed).isGreaterThan(450);
        for (int i = 0; i < read.size(); i++) {
            int slot = (int) ((read.timeMicros()[i] - START) / Micros.MINUTE);
            assertThat(read.value()[i]).as("seed %d, slot %d", seed, slot).isEqualTo(truth[slot]);
        }
    }

    @Test
    void storesABatchThatSpansManyYears() throws SQLException {
        int days = 2_900;
        long[] times = new long[days];
        double[] values = new double[days];
        for (int i = 0; i < days; i++) {
            times[i] = START - i * Micros.DAY;
            values[i] = i;
        }
        assertThat(store.write(List.of(new LoggedPoints(new SeriesId(5), 1, times, values))))
                .isEqualTo(days);
        assertThat(store.read(new SeriesId(5), START - 3_000 * Micros.DAY, START + 1)
                        .size())
                .isEqualTo(days);
    }

    @Test
    void givesAChartThePointsThemselvesWhereTheyAreFew() throws SQLException {
        SeriesId series = new SeriesId(6);
        store.write(List.of(new LoggedPoints(series, 1, new long[] {START, START + 7}, new double[] {1, 2})));
        assertThat(store.buckets(series, START, START + Micros.HOUR, 100))
                .containsExactly(new Bucket(START, 0, 1, 1, 1, 1), new Bucket(START + 7, 0, 1, 2, 2, 2));
    }

    @Test
    void keepsEverySpikeOfAChartWhateverItsWidth() throws SQLException {
        SeriesId series = new SeriesId(7);
        int minutes = 40 * 24 * 60;
        double[] values = sine(minutes);
        values[5_003] = 1e6;
        values[50_007] = -1e6;
        write(series, 1, values, 0);
        refresh();
        for (int days : new int[] {1, 5, 12, 40}) {
            for (int most : new int[] {50, 333, 1_000}) {
                check(series, values, days, most);
            }
        }
    }

    @Test
    void showsLateAndImportedPointsBeforeTheAggregatesAreRefreshed() throws SQLException {
        SeriesId series = new SeriesId(8);
        double[] values = sine(40 * 24 * 60);
        write(series, 1, values, 0);
        refresh();
        values[9_000] = 5e6;
        values[30_000] = -5e6;
        write(series, 2, new double[] {values[9_000]}, 9_000);
        write(series, 3, new double[] {values[30_000]}, 30_000);
        check(series, values, 40, 1_000);
        check(series, values, 40, 100);
        check(series, values, 12, 100);
    }

    @Test
    void refusesAChartWithoutRangeOrSize() {
        assertThatThrownBy(() -> store.buckets(new SeriesId(1), START, START, 10))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> store.buckets(new SeriesId(1), START, START + 1, 1))
                .hasMessageContaining("2 to 100000, not 1");
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        try (Database away = Database.open("jdbc:postgresql://127.0.0.1:1/none?user=nobody", 1)) {
            PointStore store = new PointStore(away);
            assertThatThrownBy(() -> store.write(List.of(points(new SeriesId(1), 1, START, 1))))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> store.read(new SeriesId(1), START, START + 1))
                    .isInstanceOfSatisfying(
                            TidewatchException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    /** The buckets cover the range, hold every point once, and their extremes and means are those of the points. */
    private static void check(SeriesId series, double[] values, int days, int most) {
        int end = days * 24 * 60;
        List<Bucket> buckets = store.buckets(series, START, START + end * Micros.MINUTE, most);
        String what = days + " days in at most " + most;
        assertThat(buckets).as(what).hasSizeBetween(Math.min(most, days * 24) / 4, most);
        long before = Long.MIN_VALUE;
        for (Bucket bucket : buckets) {
            assertThat(bucket.fromMicros()).as(what).isGreaterThan(before);
            before = bucket.fromMicros();
            int from = (int) Math.max(0, Math.ceilDiv(bucket.fromMicros() - START, Micros.MINUTE));
            int to = (int) Math.min(
                    values.length, Math.ceilDiv(bucket.fromMicros() + bucket.widthMicros() - START, Micros.MINUTE));
            double least = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int i = from; i < to; i++) {
                least = Math.min(least, values[i]);
                highest = Math.max(highest, values[i]);
                sum += values[i];
            }
            assertThat(bucket.count()).as(what).isEqualTo(to - from);
            assertThat(bucket.least()).as(what).isEqualTo(least);
            assertThat(bucket.most()).as(what).isEqualTo(highest);
            assertThat(bucket.mean()).as(what).isCloseTo(sum / (to - from), within(1e-6));
        }
    }

    private static double[] sine(int minutes) {
        double[] values = new double[minutes];
        for (int i = 0; i < minutes; i++) {
            values[i] = 100 + 10 * Math.sin(2 * Math.PI * i / 1_440);
        }
        return values;
    }

    private static void write(SeriesId series, long offset, double[] values, int firstMinute) throws SQLException {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = START + (firstMinute + i) * Micros.MINUTE;
        }
        store.write(List.of(new LoggedPoints(series, offset, times, values)));
    }

    /** As the server's policies do it, where it has them. */
    private static void refresh() {
        database.jdbi().useHandle(handle -> {
            boolean offered = handle.createQuery(
                            "select exists (select from pg_extension where extname = 'timescaledb')")
                    .mapTo(Boolean.class)
                    .one();
            if (offered) {
                for (String view : List.of("point_10min", "point_1h")) {
                    handle.execute("call refresh_continuous_aggregate('" + view + "', '2026-03-01', '2026-03-31')");
                }
            }
        });
    }

    private static LoggedPoints points(SeriesId series, long offset, long time, double value) {
        return new LoggedPoints(series, offset, new long[] {time}, new double[] {value});
    }
}
