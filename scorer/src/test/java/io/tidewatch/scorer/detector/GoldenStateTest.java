// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A state that an earlier build saved must be read, and go on as it did then. The files are never rewritten. */
class GoldenStateTest {
    private static final SeriesKey SERIES = SeriesKey.of("golden");
    private static final int POINTS = 6000;

    @Test
    void the_state_of_version_2_is_still_written_and_read() throws IOException {
        SeriesDetector fresh = detector();
        feed(fresh, 0, POINTS);
        assertThat(fresh.save()).isEqualTo(golden("state-v2.base64"));
        goesOn("state-v2.base64", fresh);
    }

    @Test
    void the_state_of_version_1_is_still_read() throws IOException {
        SeriesDetector fresh = detector();
        feed(fresh, 0, POINTS);
        goesOn("state-v1.base64", fresh);
    }

    private static void goesOn(String name, SeriesDetector fresh) throws IOException {
        SeriesDetector restored = detector();
        restored.restore(golden(name));
        feed(fresh, POINTS, POINTS + 2000);
        feed(restored, POINTS, POINTS + 2000);
        assertThat(restored.save()).isEqualTo(fresh.save());
    }

    @Test
    void a_state_is_smaller_than_two_kilobytes() throws IOException {
        assertThat(golden("state-v2.base64")).hasSizeLessThan(2048);
    }

    @Test
    void refuses_a_state_of_an_unknown_version_and_one_that_is_cut() throws IOException {
        byte[] golden = golden("state-v1.base64");
        byte[] unknown = golden.clone();
        unknown[3] = 99;
        assertThatThrownBy(() -> detector().restore(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 99");
        byte[] cut = java.util.Arrays.copyOf(golden, golden.length - 9);
        assertThatThrownBy(() -> detector().restore(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Arithmetic of integers, so that every machine feeds the same bits. */
    static void feed(SeriesDetector detector, int from, int to) {
        Scored out = new Scored();
        for (int i = from; i < to; i++) {
            int noise = Math.floorMod(i * 7919 + i * i % 104_729, 17);
            int spike = i % 997 == 996 ? 40 : 0;
            detector.score(i * Micros.MINUTE, 100 + i / 60 % 24 + noise + spike, out);
        }
    }

    static SeriesDetector detector() {
        return new SeriesDetector(SERIES, Settings.of(Kpi.named("golden")), new Recorder());
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenStateTest.class.getResourceAsStream(name))) {
            return Base64.getMimeDecoder().decode(new String(in.readAllBytes(), US_ASCII));
        }
    }
}
