// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.NoiseProfile;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesDetectorTest {
    private static final long START = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private static final long STEP = Micros.MINUTE;
    private static final SeriesKey SERIES = SeriesKey.of("signups");
    private static final double NOISE = 2;

    private final Recorder heard = new Recorder();
    private final Scored out = new Scored();

    @Test
    void a_spike_opens_an_alert_that_resolves_thirty_minutes_after_its_last_odd_point() {
        SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
        feed(detector, 0, 3000, 1);
        long at = START + 3000 * STEP;
        assertThat(detector.score(at, 160, out)).isTrue();
        assertThat(out.over).isTrue();
        assertThat(out.alerting).isTrue();
        assertThat(out.score).isGreaterThan(0.5);
        detector.score(at + STEP, 100, out);
        assertThat(heard.kinds()).last().isEqualTo(AlertEventKind.OPENED);
        feed(detector, 3002, 3040, 2);
        var resolved = heard.events.getLast();
        assertThat(resolved.kind()).isEqualTo(AlertEventKind.RESOLVED);
        assertThat(resolved.resolved().orElseThrow()).isEqualTo(at + 30 * Micros.MINUTE);
        assertThat(resolved.sign()).isOne();
        assertThat(resolved.actual()).isEqualTo(160);
        assertThat(resolved.why())
                .startsWith("160 at 02:00, expected ")
                .contains(" on a Wednesday; the highest in 2 days");
    }

    @Test
    void the_first_59_points_are_not_scored_and_the_60th_is() {
        SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
        feed(detector, 0, 59, 1);
        assertThat(out.provenance).isEqualTo(Provenance.WARM_UP);
        assertThat(out.expected).isNaN();
        detector.score(START + 59 * STEP, 1000, out);
        assertThat(out.provenance).isEqualTo(Provenance.LEVEL);
        assertThat(out.over).isTrue();
        assertThat(detector.step()).isEqualTo(STEP);
    }

    @Test
    void with_a_forecast_in_force_the_tenth_point_is_scored() {
        SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
        detector.apply(forecast(1, START));
        feed(detector, 0, 9, 1);
        assertThat(out.provenance).isEqualTo(Provenance.WARM_UP);
        detector.score(START + 9 * STEP, 1000, out);
        assertThat(out.provenance).isEqualTo(Provenance.MODEL);
        assertThat(out.over).isTrue();
        assertThat(detector.step()).isEqualTo(STEP);
    }

    /** The plain level lags behind the season; and what part of a day holds is no range to call anything beyond. */
    @Test
    void a_first_forecast_on_the_slope_of_a_season_raises_nothing() {
        float[] day = new float[1440];
        for (int i = 0; i < day.length; i++) {
            day[i] = (float) (100 - 80 * Math.cos(2 * Math.PI * i / 1440));
        }
        for (int start = 0; start < 1440; start += 120) {
            SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
            Random random = new Random(start);
            for (int i = start; i < start + 1440; i++) {
                if (i == start + 61) {
                    detector.apply(seasonal(day));
                }
                detector.score(START + i * STEP, day[i % 1440] + NOISE * random.nextGaussian(), out);
            }
            assertThat(out.provenance).isEqualTo(Provenance.MODEL);
            assertThat(heard.events).as("begun at minute %d", start).isEmpty();
        }
    }

    @Test
    void bounds_of_a_count_end_at_zero() {
        Kpi usual = Kpi.named("signups");
        SeriesDetector counts = detector(Settings.of(new Kpi(
                "signups",
                1,
                "",
                "",
                "",
                usual.zone(),
                Optional.empty(),
                KpiKind.COUNT,
                usual.direction(),
                usual.lateLimit(),
                true)));
        SeriesDetector gauge = detector(Settings.of(usual));
        Scored other = new Scored();
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            double value = random.nextInt(8);
            counts.score(START + i * STEP, value, out);
            gauge.score(START + i * STEP, value, other);
        }
        assertThat(other.lower).isNegative();
        assertThat(out.lower).isZero();
        assertThat(out.upper).isEqualTo(other.upper);
        assertThat(out.evidence).isEqualTo(other.evidence);
    }

    @Test
    void a_receipt_is_enough_to_compute_the_evidence_again() {
        SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
        detector.apply(forecast(1, START + Micros.DAY));
        for (int seed = 1; seed <= 3; seed++) {
            double[] values = values(1440, seed);
            values[900] += 60 * seed;
            values[901] -= 90;
            for (int i = 0; i < values.length; i++) {
                detector.score(START + ((seed - 1) * 1440L + i) * STEP, values[i], out);
            }
        }
        List<AlertEvent> withReceipt = heard.events.stream()
                .filter(event -> event.receipt().isPresent())
                .toList();
        assertThat(withReceipt).hasSizeGreaterThanOrEqualTo(3);
        assertThat(heard.events)
                .filteredOn(event -> event.kind() == AlertEventKind.OPENED)
                .allMatch(event -> event.receipt().isPresent());
        for (AlertEvent event : withReceipt) {
            Receipt receipt = event.receipt().orElseThrow();
            assertThat(receipt.evidence(event.actual(), Tuning.DEFAULT))
                    .isCloseTo(event.peakEvidence(), within(1e-9 * event.peakEvidence()));
            assertThat(receipt.tuning()).isEqualTo(Tuning.digest());
            assertThat(Double.isNaN(receipt.profile()))
                    .isEqualTo(event.versions().model() == 0);
            assertThat(AlertsCodec.decode(AlertsCodec.encode(new AlertsMessage.Event(event))))
                    .isEqualTo(new AlertsMessage.Event(event));
        }
    }

    @Test
    void points_at_or_before_the_watermark_change_nothing() {
        SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
        feed(detector, 0, 500, 1);
        byte[] before = detector.save();
        assertThat(detector.score(START + 499 * STEP, 1e9, out)).isFalse();
        assertThat(detector.score(START, -1e9, out)).isFalse();
        assertThat(detector.save()).isEqualTo(before);
        assertThat(detector.watermark()).isEqualTo(START + 499 * STEP);
    }

    @Test
    void a_state_restored_at_any_point_goes_on_as_if_nothing_had_been() {
        double[] values = values(4000, 3);
        for (int i = 2500; i < 2520; i++) {
            values[i] += 40;
        }
        for (int cut : new int[] {0, 1, 30, 59, 60, 61, 1500, 2505, 2530, 3999}) {
            Recorder straightHeard = new Recorder();
            Recorder brokenHeard = new Recorder();
            SeriesDetector straight = new SeriesDetector(SERIES, Settings.of(Kpi.named("signups")), straightHeard);
            SeriesDetector broken = new SeriesDetector(SERIES, Settings.of(Kpi.named("signups")), brokenHeard);
            straight.apply(forecast(1, START + Micros.DAY));
            broken.apply(forecast(1, START + Micros.DAY));
            Scored a = new Scored();
            Scored b = new Scored();
            for (int i = 0; i < values.length; i++) {
                if (i == cut) {
                    byte[] state = broken.save();
                    broken = new SeriesDetector(SERIES, Settings.of(Kpi.named("signups")), brokenHeard);
                    broken.restore(state);
                    assertThat(broken.save()).isEqualTo(state);
                    broken.apply(forecast(1, START + Micros.DAY));
                }
                straight.score(START + i * STEP, values[i], a);
                broken.score(START + i * STEP, values[i], b);
                assertThat(b).hasToString(a.toString());
            }
            assertThat(broken.save()).as("cut at %d", cut).isEqualTo(straight.save());
            assertThat(brokenHeard.events).isEqualTo(straightHeard.events).isNotEmpty();
            assertThat(brokenHeard.controls).isEqualTo(straightHeard.controls).hasSize(2);
        }
    }

    @Test
    void a_forecast_takes_over_when_it_is_valid_and_loses_force_when_it_is_stale() {
        SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
        Forecast model = forecast(7, START + Micros.DAY);
        detector.apply(model);
        feed(detector, 0, 1440, 1);
        assertThat(out.provenance).isEqualTo(Provenance.LEVEL);
        detector.score(START + 1440 * STEP, 100, out);
        assertThat(out.provenance).isEqualTo(Provenance.MODEL);
        assertThat(out.modelVersion).isEqualTo(7);
        assertThat(out.expected).isCloseTo(100, within(5.0));
        assertThat(heard.controls)
                .containsExactly(
                        new ControlApplied(SERIES.id(), ControlApplied.Kind.SETTINGS, 1, START),
                        new ControlApplied(SERIES.id(), ControlApplied.Kind.MODEL, 7, START + Micros.DAY));
        feed(detector, 1441, 3 * 1440, 1);
        assertThat(out.provenance).isEqualTo(Provenance.MODEL);
        detector.score(model.validTo(), 100, out);
        assertThat(out.provenance).isEqualTo(Provenance.LEVEL);
        assertThat(out.evidence).isLessThan(4);
    }

    @Test
    void the_side_that_does_not_hurt_raises_nothing() {
        Kpi down = new Kpi(
                "signups",
                1,
                "",
                "",
                "",
                ZoneId.of("UTC"),
                Optional.empty(),
                io.tidewatch.core.kpi.KpiKind.COUNT,
                Direction.DOWN,
                Duration.ofHours(1),
                true);
        SeriesDetector detector = detector(Settings.of(down));
        feed(detector, 0, 2000, 1);
        int before = heard.events.size();
        detector.score(START + 2000 * STEP, 200, out);
        assertThat(heard.events).hasSize(before);
        feed(detector, 2001, 2100, 2);
        detector.score(START + 2100 * STEP, 20, out);
        assertThat(heard.events.getLast().sign()).isEqualTo(-1);
    }

    @Test
    void a_deviation_under_the_minimum_raises_nothing() {
        Settings settings = new Settings(
                Kpi.named("signups"), new Detector.Adaptive("signups/adaptive", "signups", 1, true, 28, 50, 0.1));
        SeriesDetector detector = detector(settings);
        feed(detector, 0, 2000, 1);
        detector.score(START + 2000 * STEP, 140, out);
        assertThat(out.evidence).isGreaterThan(10);
        assertThat(heard.events).isEmpty();
        detector.score(START + 2001 * STEP, 170, out);
        assertThat(heard.kinds()).containsExactly(AlertEventKind.OPENED);
    }

    @Test
    void a_verdict_moves_what_alerts_from_the_next_point_on() {
        SeriesDetector detector = detector(Settings.of(Kpi.named("signups")));
        feed(detector, 0, 2000, 1);
        detector.apply(new Calibration(1, -8, 4, 0, List.of(), List.of(5L), 0));
        detector.score(START + 2000 * STEP, 116, out);
        assertThat(out.threshold).isCloseTo(4 * Math.exp(2), within(1e-9));
        assertThat(out.over).isFalse();
        assertThat(heard.controls)
                .last()
                .isEqualTo(new ControlApplied(SERIES.id(), ControlApplied.Kind.CALIBRATION, 1, START + 2000 * STEP));
    }

    @Test
    void the_clock_closes_a_quiet_alert_only_of_a_series_that_keeps_up_with_it() {
        for (boolean live : new boolean[] {true, false}) {
            Recorder recorder = new Recorder();
            SeriesDetector detector = new SeriesDetector(SERIES, Settings.of(Kpi.named("signups")), recorder);
            feed(detector, 0, 2000, 1);
            recorder.events.clear();
            long at = START + 2000 * STEP;
            detector.clock(live ? at : at + 30 * Micros.DAY);
            detector.score(at, 200, out);
            detector.clock(at + 30 * Micros.DAY + Micros.HOUR);
            if (live) {
                assertThat(recorder.kinds()).containsExactly(AlertEventKind.OPENED, AlertEventKind.RESOLVED);
                assertThat(recorder.events.getLast().at()).isEqualTo(at + 30 * Micros.MINUTE);
            } else {
                assertThat(recorder.kinds()).containsExactly(AlertEventKind.OPENED);
                feed(detector, 2001, 2040, 2);
                assertThat(recorder.events.getLast().at()).isEqualTo(at + 30 * Micros.MINUTE);
            }
        }
    }

    private SeriesDetector detector(Settings settings) {
        return new SeriesDetector(SERIES, settings, heard);
    }

    private void feed(SeriesDetector detector, int from, int to, long seed) {
        double[] values = values(to - from, seed);
        for (int i = from; i < to; i++) {
            detector.score(START + i * STEP, values[i - from], out);
        }
    }

    private static double[] values(int n, long seed) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            // Bounded noise: nothing but what a test puts in stands out.
            values[i] = 100 + NOISE * Math.clamp(random.nextGaussian(), -2, 2);
        }
        return values;
    }

    private static Forecast seasonal(float[] day) {
        float[] expected = new float[2 * 1440];
        System.arraycopy(day, 0, expected, 0, 1440);
        System.arraycopy(day, 0, expected, 1440, 1440);
        return forecast(1, START, expected);
    }

    private static Forecast forecast(long version, long validFrom) {
        float[] expected = new float[2 * 1440];
        Arrays.fill(expected, 100);
        return forecast(version, validFrom, expected);
    }

    private static Forecast forecast(long version, long validFrom, float[] expected) {
        float[] scale = new float[NoiseProfile.BUCKETS];
        Arrays.fill(scale, (float) NOISE);
        NoiseProfile noise = new NoiseProfile(scale, 0);
        return new Forecast(
                SERIES,
                version,
                "constant",
                validFrom,
                validFrom,
                validFrom + 2 * Micros.DAY,
                STEP,
                validFrom,
                ZoneId.of("UTC"),
                expected,
                noise,
                noise,
                new float[0],
                new float[0],
                List.of());
    }
}
