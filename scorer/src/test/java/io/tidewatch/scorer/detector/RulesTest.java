// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.Severities;
import io.tidewatch.core.kpi.WindowFunction;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final SeriesKey SERIES = SeriesKey.of("cpu");
    private static final long MONDAY = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private final Recorder heard = new Recorder();
    private final Scored out = new Scored();

    @Test
    void a_mean_over_five_minutes_above_80_alerts_and_ends_at_its_recovery() {
        SeriesWatch watch = watch(threshold(WindowFunction.MEAN, 80, OptionalDouble.of(70), Conditions.NONE));
        for (int minute = 0; minute < 40; minute++) {
            double value = minute >= 10 && minute < 20 ? 90 : minute < 30 && minute >= 20 ? 75 : 50;
            watch.score(MONDAY + minute * Micros.MINUTE, value, out);
        }
        assertThat(heard.kinds()).containsExactly(AlertEventKind.OPENED, AlertEventKind.RESOLVED);
        AlertEvent opened = heard.events.getFirst();
        // 50, 90, 90, 90, 90 come to 82.
        assertThat(opened.started()).isEqualTo(MONDAY + 13 * Micros.MINUTE);
        assertThat(opened.detectorId()).isEqualTo("cpu/busy");
        assertThat(opened.evidence()).containsExactly(EvidenceKind.THRESHOLD);
        assertThat(opened.why()).isEqualTo("mean over 5 min 82, above the limit of 80");
        assertThat(opened.severity()).isEqualTo(Severity.LOW);
        // 75, 75, 75, 75, 50 come to 70.
        assertThat(heard.events.getLast().resolved()).hasValue(MONDAY + 30 * Micros.MINUTE);
        assertThat(heard.events.getLast().actual()).isEqualTo(90);
    }

    @Test
    void quantile_rate_and_sum_come_to_what_they_say() {
        Window window = new Window();
        double[] values = {3, 1, 4, 1, 5};
        for (int i = 0; i < values.length; i++) {
            window.add(i * Micros.MINUTE, values[i], 4 * Micros.MINUTE);
        }
        assertThat(window.measure(WindowFunction.SUM, 0)).isEqualTo(11);
        assertThat(window.measure(WindowFunction.QUANTILE, 0.5)).isEqualTo(2.5);
        assertThat(window.measure(WindowFunction.QUANTILE, 1)).isEqualTo(5);
        assertThat(window.measure(WindowFunction.RATE, 0)).isEqualTo(4.0 / 3);
    }

    @Test
    void conditions_hold_an_alert_back() {
        Conditions patient = new Conditions(
                Optional.empty(),
                5,
                0,
                Duration.ofMinutes(6),
                3,
                5,
                new Severities(Optional.of(Severity.HIGH), 1.5, 2.5),
                false);
        SeriesWatch watch = watch(threshold(WindowFunction.MEAN, 80, OptionalDouble.empty(), patient));
        for (int minute = 0; minute < 30; minute++) {
            watch.score(MONDAY + minute * Micros.MINUTE, minute < 10 ? 50 : minute < 20 ? 84 : 99, out);
        }
        // 84 is not 5 above 80; from minute 21 on the mean is above 85, and six minutes later it has lasted.
        assertThat(heard.events).hasSize(1);
        assertThat(heard.events.getFirst().severity()).isEqualTo(Severity.HIGH);
        assertThat(heard.events.getFirst().started()).isEqualTo(MONDAY + 20 * Micros.MINUTE);
        assertThat(heard.events.getFirst().at()).isEqualTo(MONDAY + 26 * Micros.MINUTE);
    }

    @Test
    void a_known_event_keeps_quiet_whoever_asks_for_it() {
        CalendarEvent sale = new CalendarEvent(
                UUID.randomUUID(),
                1,
                "sale",
                CalendarKind.EVENT,
                new Schedule.Once(new TimeRange(MONDAY, MONDAY + Micros.HOUR)),
                List.of(),
                Map.of(),
                "ana",
                Instant.EPOCH);
        Conditions quiet = new Conditions(Optional.empty(), 0, 0, Duration.ZERO, 1, 1, Severities.USUAL, true);
        Detector busy = threshold(WindowFunction.MEAN, 80, OptionalDouble.empty(), quiet);
        SeriesWatch watch = new SeriesWatch(
                SERIES,
                new Settings(Kpi.named("cpu"), Detector.Adaptive.defaultFor("cpu"), List.of(busy), List.of(sale)),
                heard,
                Tuning.DEFAULT);
        for (int minute = 0; minute < 90; minute++) {
            watch.score(MONDAY + minute * Micros.MINUTE, 90, out);
        }
        assertThat(heard.events).hasSize(1);
        assertThat(heard.events.getFirst().started()).isEqualTo(MONDAY + Micros.HOUR);
    }

    @Test
    void a_shop_that_sleeps_at_night_is_not_silent_but_a_sender_that_dies_by_day_is() {
        SeriesWatch watch =
                watch(new Detector.NoData("cpu/silent", "cpu", 1, true, Optional.empty(), 3, Conditions.NONE));
        long time = MONDAY;
        for (int day = 0; day < 21; day++) {
            for (int minute = 8 * 60; minute < 20 * 60; minute++) {
                time = MONDAY + day * Micros.DAY + minute * Micros.MINUTE;
                watch.clock(time);
                watch.score(time, 50 + minute % 7, out);
            }
        }
        // The first nights are learned; none after them is an alert.
        long nights = heard.events.stream()
                .filter(event -> event.detectorId().equals("cpu/silent"))
                .filter(event -> event.started() > MONDAY + 2 * Micros.DAY)
                .count();
        assertThat(nights).isZero();
        heard.events.clear();
        long morning = MONDAY + 21 * Micros.DAY + 8 * Micros.HOUR;
        for (int minute = 0; minute < 180; minute++) {
            time = morning + minute * Micros.MINUTE;
            watch.score(time, 50 + minute % 7, out);
        }
        heard.events.clear();
        assertThat(watch.deadline()).isLessThan(time + 10 * Micros.MINUTE);
        watch.clock(time + 10 * Micros.MINUTE);
        assertThat(heard.events)
                .isNotEmpty()
                .allMatch(event -> event.detectorId().equals("cpu/silent"));
        assertThat(heard.events.getFirst().started()).isEqualTo(time + 3 * Micros.MINUTE);
        assertThat(heard.events.getFirst().why()).contains("no data for 3 min").contains("gaps last up to 1 min");
        assertThat(heard.events.getLast().severity()).isEqualTo(Severity.HIGH);
        watch.score(time + 15 * Micros.MINUTE, 50, out);
        assertThat(heard.kinds()).last().isEqualTo(AlertEventKind.RESOLVED);
    }

    @Test
    void a_rule_that_is_deleted_ends_its_alert_and_a_changed_one_goes_on() {
        Detector.Threshold busy = threshold(WindowFunction.MEAN, 80, OptionalDouble.empty(), Conditions.NONE);
        SeriesWatch watch = watch(busy);
        for (int minute = 0; minute < 20; minute++) {
            watch.score(MONDAY + minute * Micros.MINUTE, 90, out);
        }
        watch.apply(settings());
        watch.score(MONDAY + 20 * Micros.MINUTE, 90, out);
        assertThat(heard.kinds()).containsExactly(AlertEventKind.OPENED, AlertEventKind.RESOLVED);
        watch.apply(settings(busy));
        watch.score(MONDAY + 21 * Micros.MINUTE, 90, out);
        assertThat(watch.openAlerts()).isEmpty();
    }

    private SeriesWatch watch(Detector detector) {
        return new SeriesWatch(SERIES, settings(detector), heard, Tuning.DEFAULT);
    }

    private static Settings settings(Detector... others) {
        return new Settings(Kpi.named("cpu"), Detector.Adaptive.defaultFor("cpu"), List.of(others), List.of());
    }

    private static Detector.Threshold threshold(
            WindowFunction function, double limit, OptionalDouble recovery, Conditions conditions) {
        return new Detector.Threshold(
                "cpu/busy", "cpu", 1, true, function, 0, Duration.ofMinutes(5), true, limit, recovery, conditions);
    }
}
