// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotableTest {
    private static final SeriesKey SERIES = SeriesKey.of("notable");
    private static final long STEP = 5 * Micros.MINUTE;

    private final Recorder heard = new Recorder();
    private final Scored out = new Scored();

    @Test
    void says_which_stream_lay_beyond_the_range_on_which_side_and_by_how_much() {
        SeriesDetector detector = new SeriesDetector(SERIES, Settings.of(Kpi.named("notable")), heard);
        for (int i = 0; i < 400; i++) {
            detector.score(i * STEP, usual(i), out);
        }
        heard.notables.clear();
        detector.score(400 * STEP, 60, out);
        assertThat(heard.notables).singleElement().satisfies(seen -> {
            assertThat(seen.at()).isEqualTo(400 * STEP);
            assertThat(seen.sign()).isEqualTo(-1);
            assertThat(seen.value()).isEqualTo(60);
            assertThat(seen.sentence()).startsWith("lowest ").contains("the range so far");
        });
        assertThat(out.notable).isPositive();
        detector.score(401 * STEP, 50, out);
        assertThat(heard.notables).as("one alone in a hundred points").hasSize(1);
    }

    @Test
    void a_drift_within_the_range_of_values_is_seen_by_its_average() {
        SeriesDetector detector = new SeriesDetector(SERIES, Settings.of(Kpi.named("notable")), heard);
        for (int i = 0; i < 400; i++) {
            detector.score(i * STEP, i % 2 == 0 ? 90 : 110, out);
        }
        heard.notables.clear();
        for (int i = 400; i < 410; i++) {
            detector.score(i * STEP, 109, out);
        }
        assertThat(heard.notables)
                .first()
                .extracting(Notable::stream, Notable::sign)
                .containsExactly(Notable.Stream.AVERAGE, 1);
        assertThat(heard.notables.getFirst().sentence()).startsWith("highest 6-point average remembered, ");
    }

    @Test
    void a_detector_that_is_switched_off_notes_nothing() {
        Detector.Adaptive usual = Detector.Adaptive.defaultFor("notable");
        Detector.Adaptive off =
                new Detector.Adaptive(usual.id(), usual.kpi(), 1, false, usual.budget(), usual.conditions());
        SeriesDetector detector =
                new SeriesDetector(SERIES, new Settings(Kpi.named("notable"), off, List.of(), List.of()), heard);
        for (int i = 0; i < 400; i++) {
            detector.score(i * STEP, usual(i), out);
        }
        detector.score(400 * STEP, 10, out);
        assertThat(heard.notables).isEmpty();
        assertThat(out.notable).isPositive();
    }

    @Test
    void a_tenth_beyond_with_some_evidence_opens_an_alert() {
        Tuning shy = Tuning.with(java.util.Map.of("thresholdFloor", 1e6));
        SeriesDetector detector = new SeriesDetector(SERIES, Settings.of(Kpi.named("notable")), heard, shy);
        for (int i = 0; i < 400; i++) {
            detector.score(i * STEP, usual(i), out);
        }
        detector.score(400 * STEP, 60, out);
        assertThat(heard.events)
                .singleElement()
                .satisfies(event -> assertThat(event.evidence()).contains(EvidenceKind.NEW_EXTREME));
    }

    @Test
    void what_late_points_change_is_told_and_what_they_leave_is_not_told_again() {
        Rescorer rescorer = new Rescorer(SERIES, Settings.of(Kpi.named("notable")), heard, Tuning.DEFAULT);
        for (int i = 0; i < 410; i++) {
            if (i == 400) {
                heard.notables.clear();
            }
            if (i != 405) {
                rescorer.score(i * STEP, i == 408 ? 60 : usual(i), out);
            }
        }
        assertThat(heard.notables).extracting(Notable::at).containsExactly(408 * STEP);
        rescorer.score(405 * STEP, usual(405), out);
        rescorer.settle(scored -> {});
        assertThat(heard.notables).extracting(Notable::retracted).containsOnly(false);
        int told = heard.notables.size();
        rescorer.score(408 * STEP, usual(408), out);
        rescorer.settle(scored -> {});
        assertThat(heard.notables.subList(told, heard.notables.size()))
                .singleElement()
                .satisfies(seen -> assertThat(seen.retracted()).isTrue());
        assertThat(rescorer.memory().notables()).isEmpty();
    }

    private static double usual(int i) {
        return 100 + Math.floorMod(i * 7919, 17) / 4.0;
    }
}
