// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.WindowFunction;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RescorerTest {
    private static final SeriesKey SERIES = SeriesKey.of("late");
    private static final int SEEDS = Integer.getInteger("tidewatch.test.seeds", 150);
    private static final int POINTS = 420;
    /** In order at the end, so that everything has settled. */
    private static final int CALM = 200;

    private static final Settings SETTINGS = new Settings(
            Kpi.named("late"),
            Detector.Adaptive.defaultFor("late"),
            List.of(
                    new Detector.NoData(
                            "late/silent", "late", 1, true, Optional.of(Duration.ofMinutes(7)), 3, Conditions.NONE),
                    new Detector.Threshold(
                            "late/high",
                            "late",
                            1,
                            true,
                            WindowFunction.MEAN,
                            0,
                            Duration.ofMinutes(5),
                            true,
                            112,
                            OptionalDouble.of(108),
                            Conditions.NONE)),
            List.of());

    private record Point(long time, double value, long arrives) {}

    /** What the end state of an alert is compared by. */
    private record Final(String detector, long started, long resolved, Severity severity, double peak) {}

    @Test
    void a_fifth_of_the_points_up_to_an_hour_late_give_the_same_alerts_as_in_order() {
        int alerts = 0;
        int amended = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Point> points = points(seed);
            Heard inOrder = new Heard();
            feed(new Rescorer(SERIES, SETTINGS, inOrder, Tuning.DEFAULT), inOrder, points, seed, false);
            Heard late = new Heard();
            List<Point> shuffled = points.stream()
                    .sorted(Comparator.comparingLong(Point::arrives))
                    .toList();
            feed(new Rescorer(SERIES, SETTINGS, late, Tuning.DEFAULT), late, shuffled, seed, true);
            assertThat(late.finals()).as("seed %d", seed).isEqualTo(inOrder.finals());
            late.areWellFormed(seed);
            alerts += inOrder.finals().size();
            amended += (int) late.events.stream()
                    .filter(event -> event.kind() == AlertEventKind.AMENDED || event.kind() == AlertEventKind.RETRACTED)
                    .count();
        }
        assertThat(alerts).isGreaterThan(SEEDS);
        assertThat(amended).isGreaterThan(SEEDS / 10);
    }

    @Test
    void a_point_that_proves_a_silence_wrong_takes_the_alert_back() {
        Heard heard = new Heard();
        Rescorer rescorer = new Rescorer(SERIES, SETTINGS, heard, Tuning.DEFAULT);
        Scored out = new Scored();
        for (int i = 0; i < 100; i++) {
            rescorer.score(i * Micros.MINUTE, 100 + i % 3, out);
            rescorer.clock(i * Micros.MINUTE);
        }
        rescorer.clock(109 * Micros.MINUTE);
        assertThat(heard.events).extracting(AlertEvent::kind).containsExactly(AlertEventKind.OPENED);
        assertThat(heard.events.getFirst().why()).contains("no data for 7 min");
        for (int i = 109; i >= 100; i--) {
            rescorer.score(i * Micros.MINUTE, 100 + i % 3, out);
        }
        rescorer.settle(scored -> {});
        assertThat(heard.events)
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEventKind.OPENED, AlertEventKind.RESOLVED, AlertEventKind.RETRACTED);
        assertThat(heard.finals()).isEmpty();
    }

    @Test
    void a_corrected_value_is_scored_in_its_place_and_one_beyond_the_limit_changes_nothing() {
        Heard heard = new Heard();
        Rescorer rescorer = new Rescorer(SERIES, SETTINGS, heard, Tuning.DEFAULT);
        Scored out = new Scored();
        for (int i = 0; i < 200; i++) {
            rescorer.score(i * Micros.MINUTE, i == 190 ? 300 : 100 + i % 3, out);
        }
        assertThat(heard.finalsWithOpen()).isNotEmpty();
        assertThat(rescorer.score(190 * Micros.MINUTE, 101, out)).isEqualTo(Rescorer.Outcome.RESCORED);
        rescorer.settle(scored -> assertThat(scored.value).isEqualTo(101));
        assertThat(heard.finalsWithOpen()).isEmpty();
        assertThat(rescorer.score(100 * Micros.MINUTE, 900, out)).isEqualTo(Rescorer.Outcome.TOO_LATE);
        rescorer.settle(scored -> {});
        assertThat(heard.finalsWithOpen()).isEmpty();
        assertThat(rescorer.watermark()).isEqualTo(199 * Micros.MINUTE);
    }

    @Test
    void a_model_that_takes_effect_while_late_points_are_scored_is_told_with_the_time_when_it_came() {
        Heard heard = new Heard();
        Rescorer rescorer = new Rescorer(SERIES, SETTINGS, heard, Tuning.DEFAULT);
        Scored out = new Scored();
        for (int i = 0; i < 60; i++) {
            if (i == 20) {
                rescorer.apply(new Calibration(1, 0, 4, 0, List.of(), List.of(1L), 0));
            }
            if (i != 25) {
                rescorer.score(i * Micros.MINUTE, 100 + i % 3, out);
            }
        }
        rescorer.apply(new Calibration(2, 0.1, 4, 0, List.of(), List.of(2L), 0));
        // Both this one and the next are scored again from the start on.
        rescorer.score(25 * Micros.MINUTE, 100, out);
        rescorer.score(60 * Micros.MINUTE, 100, out);
        rescorer.settle(scored -> {});
        rescorer.score(61 * Micros.MINUTE, 100, out);
        assertThat(heard.controls)
                .filteredOn(each -> each.kind() == ControlApplied.Kind.CALIBRATION)
                .extracting(ControlApplied::version, ControlApplied::at, ControlApplied::after)
                .containsExactly(
                        tuple(1L, 20 * Micros.MINUTE, 19 * Micros.MINUTE),
                        tuple(2L, 60 * Micros.MINUTE, 59 * Micros.MINUTE));
    }

    private static void feed(Rescorer first, Heard heard, List<Point> points, int seed, boolean late) {
        Rescorer rescorer = first;
        SplittableRandom random = new SplittableRandom(seed);
        Scored out = new Scored();
        long clock = 0;
        List<Point> log = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            rescorer.score(point.time(), point.value(), out);
            log.add(point);
            if (random.nextInt(4) > 0) {
                rescorer.settle(scored -> {});
            }
            clock = Math.max(clock, late ? point.arrives() : point.time());
            if (random.nextInt(10) == 0) {
                rescorer.settle(scored -> {});
                rescorer.clock(clock);
            }
            if (late && random.nextInt(60) == 0) {
                rescorer.settle(scored -> {});
                rescorer = restarted(rescorer, log, heard);
            }
        }
        rescorer.settle(scored -> {});
        rescorer.clock(clock);
    }

    /** Through bytes, as if another process took over. */
    private static Rescorer restarted(Rescorer rescorer, List<Point> log, Heard heard) {
        byte[] bytes = MemoryCodec.encode(SERIES, rescorer.memory());
        Rescorer.Memory memory = MemoryCodec.decode(bytes, SERIES, SETTINGS, Map.of());
        assertThat(MemoryCodec.encode(SERIES, memory)).isEqualTo(bytes);
        TreeMap<Long, Double> since = new TreeMap<>();
        for (Point point : log) {
            if (point.time() > rescorer.pointsSince()) {
                since.put(point.time(), point.value());
            }
        }
        return Rescorer.resume(
                SERIES,
                memory,
                since.keySet().stream().mapToLong(Long::longValue).toArray(),
                since.values().stream().mapToDouble(Double::doubleValue).toArray(),
                heard,
                Tuning.DEFAULT);
    }

    private static List<Point> points(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = new ArrayList<>();
        long time = Micros.HOUR;
        double burst = 0;
        for (int i = 0; i < POINTS + CALM; i++) {
            time += Micros.MINUTE;
            if (i < POINTS && random.nextInt(80) == 0) {
                burst = (random.nextBoolean() ? 1 : -1) * (8 + 30 * random.nextDouble());
            }
            if (i < POINTS && random.nextInt(150) == 0) {
                time += random.nextInt(5, 25) * Micros.MINUTE;
            }
            double value = 100 + random.nextDouble() * 4 + burst;
            burst = Math.abs(burst) < 1 ? 0 : burst * 0.8;
            boolean late = i < POINTS && random.nextInt(5) == 0;
            points.add(new Point(time, value, time + (late ? random.nextLong(Micros.HOUR) : 0)));
        }
        return points;
    }

    private static final class Heard implements AlertListener {
        final List<AlertEvent> events = new ArrayList<>();
        final List<ControlApplied> controls = new ArrayList<>();

        @Override
        public void onAlert(AlertEvent event) {
            events.add(event);
        }

        @Override
        public void onControl(ControlApplied applied) {
            controls.add(applied);
        }

        private Map<AlertId, AlertEvent> newest() {
            Map<AlertId, AlertEvent> newest = new TreeMap<>(Comparator.comparing(AlertId::value));
            events.forEach(event -> newest.put(event.alertId(), event));
            return newest;
        }

        Set<Final> finalsWithOpen() {
            return newest().values().stream()
                    .filter(event -> event.kind() != AlertEventKind.RETRACTED)
                    .map(event -> new Final(
                            event.detectorId(),
                            event.started(),
                            event.resolved().orElse(0),
                            event.severity(),
                            event.peakEvidence()))
                    .collect(Collectors.toSet());
        }

        Set<Final> finals() {
            assertThat(newest().values())
                    .filteredOn(event -> event.kind() != AlertEventKind.RETRACTED)
                    .allMatch(event -> event.resolved().isPresent());
            return finalsWithOpen();
        }

        /** Numbers count without gaps, ids are used for one alert, and nothing becomes known before it happened. */
        void areWellFormed(int seed) {
            events.stream().collect(Collectors.groupingBy(AlertEvent::alertId)).forEach((id, of) -> {
                for (int i = 0; i < of.size(); i++) {
                    assertThat(of.get(i).sequence())
                            .as("seed %d alert %s", seed, id)
                            .isEqualTo(i + 1);
                    assertThat(of.get(i).at()).isGreaterThanOrEqualTo(of.get(i).started());
                }
                assertThat(of.getFirst().kind()).isEqualTo(AlertEventKind.OPENED);
            });
        }
    }
}
