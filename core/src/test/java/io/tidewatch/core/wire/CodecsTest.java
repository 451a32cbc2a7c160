// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.calendar.Schedule;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecsTest {
    private static final SeriesKey SERIES = new SeriesKey("signups", Labels.of("country", "DE"));
    private static final byte[] GARBAGE = {(byte) 0xff, 1, 2, 3};

    @ParameterizedTest
    @EnumSource(Origin.class)
    void points(Origin origin) {
        SeriesPoints sent = new SeriesPoints(
                SERIES, origin, new long[] {1_700_000_000_000_000L, -5}, new double[] {41.5, Double.MIN_VALUE});
        PointsMessage.Batch read = (PointsMessage.Batch) PointsCodec.decode(PointsCodec.encode(sent));
        assertThat(read.points()).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void heartbeats() {
        assertThat(PointsCodec.decode(PointsCodec.encodeHeartbeat(17))).isEqualTo(new PointsMessage.Clock(17));
    }

    @Test
    void calibrations() {
        Calibration sent =
                new Calibration(3, -0.25, 3.5, 0.125, List.of(new TimeRange(5, 9)), List.of(7L, 8L), 1_000_000L);
        assertThat(CalibrationCodec.decode(CalibrationCodec.encode(SERIES.id(), sent)))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void settings(Direction direction) {
        Kpi kpi = new Kpi(
                "signups",
                4,
                "signups per min",
                "counted by the shop",
                "growth",
                ZoneId.of("Europe/Berlin"),
                Optional.of(Duration.ofSeconds(90)),
                KpiKind.values()[direction.ordinal()],
                direction,
                Duration.ofMinutes(7),
                false);
        SettingsMessage asKpi = new SettingsMessage.OfKpi(kpi);
        assertThat(SettingsCodec.decode(SettingsCodec.encode(asKpi))).isEqualTo(asKpi);
        SettingsMessage asDetector = new SettingsMessage.OfDetector(
                new Detector.Adaptive("signups/adaptive", "signups", 2, true, 4, 10, 0.1));
        assertThat(SettingsCodec.decode(SettingsCodec.encode(asDetector))).isEqualTo(asDetector);
    }

    @Test
    void calendarEvents() {
        List<Schedule> schedules = List.of(
                new Schedule.Once(new TimeRange(100, 1_000_000)),
                new Schedule.Repeating(
                        LocalDateTime.of(2026, 11, 27, 9, 30),
                        Duration.ofHours(12),
                        Every.YEAR,
                        Optional.of(LocalDate.of(2030, 12, 31))),
                new Schedule.PublicHolidays("DE"));
        for (Schedule schedule : schedules) {
            SettingsMessage sent = new SettingsMessage.OfCalendar(new CalendarEvent(
                    new UUID(7, 9),
                    3,
                    "Black Friday",
                    CalendarKind.HOLIDAY,
                    schedule,
                    List.of(new NamePattern("sales*")),
                    Map.of("country", new NamePattern("DE")),
                    "ana",
                    Instant.parse("2026-03-01T12:00:00Z")));
            assertThat(SettingsCodec.decode(SettingsCodec.encode(sent))).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @EnumSource(AlertEventKind.class)
    void alertEvents(AlertEventKind kind) {
        AlertEvent sent = new AlertEvent(
                AlertId.of(SERIES.id(), "signups/adaptive", 100),
                2,
                kind,
                SERIES,
                "signups/adaptive",
                100,
                160,
                kind == AlertEventKind.RESOLVED ? OptionalLong.of(150) : OptionalLong.empty(),
                Severity.MEDIUM,
                8.25,
                120,
                4.5,
                -1,
                41,
                new Bounds(141, 118, 164),
                List.of(EvidenceKind.SPIKE, EvidenceKind.NEW_EXTREME),
                "41 signups per min, expected 118 to 164",
                12,
                "signups per min",
                new AlertEvent.Versions(17, 3, 5, 1));
        AlertsMessage.Event read =
                (AlertsMessage.Event) AlertsCodec.decode(AlertsCodec.encode(new AlertsMessage.Event(sent)));
        assertThat(read.event()).isEqualTo(sent);
        assertThat(read.event().eventId()).isEqualTo(sent.alertId() + "-2");
    }

    @ParameterizedTest
    @EnumSource(ControlApplied.Kind.class)
    void controls(ControlApplied.Kind kind) {
        for (long after : new long[] {33, 12, Long.MIN_VALUE}) {
            AlertsMessage sent = new AlertsMessage.Control(new ControlApplied(new SeriesId(-9), kind, 12, 34, after));
            assertThat(AlertsCodec.decode(AlertsCodec.encode(sent))).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @EnumSource(Notable.Stream.class)
    void notables(Notable.Stream stream) {
        Notable notable = new Notable(SERIES, 100, stream, -1, 0.07, 41, "signups per min", false);
        for (Notable each : List.of(notable, notable.takenBack())) {
            AlertsMessage sent = new AlertsMessage.Seen(each);
            assertThat(AlertsCodec.decode(AlertsCodec.encode(sent))).isEqualTo(sent);
        }
        assertThat(notable.sentence())
                .isEqualTo("lowest " + stream.words() + " remembered, 7 % beyond the range so far");
        assertThat(notable.id()).isEqualTo(notable.takenBack().id());
        byte[] bytes = AlertsCodec.encode(new AlertsMessage.Seen(notable));
        assertThatThrownBy(() -> AlertsCodec.decodeEvent(bytes)).isInstanceOf(Undecodable.class);
    }

    @Test
    void refuseWhatIsNoRecord() {
        assertThatThrownBy(() -> PointsCodec.decode(GARBAGE)).isInstanceOf(Undecodable.class);
        assertThatThrownBy(() -> PointsCodec.decode(new byte[0])).isInstanceOf(Undecodable.class);
        assertThatThrownBy(() -> ForecastCodec.decode(GARBAGE)).isInstanceOf(Undecodable.class);
        assertThatThrownBy(() -> ForecastCodec.decode(new byte[0])).isInstanceOf(Undecodable.class);
        assertThatThrownBy(() -> CalibrationCodec.decode(GARBAGE)).isInstanceOf(Undecodable.class);
        assertThatThrownBy(() -> SettingsCodec.decode(new byte[0])).isInstanceOf(Undecodable.class);
        assertThatThrownBy(() -> AlertsCodec.decode(new byte[0])).isInstanceOf(Undecodable.class);
    }
}
