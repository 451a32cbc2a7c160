// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A state that an earlier build saved must be read, and go on as it did then. The files are never rewritten. */
class GoldenStateTest {
    private static final SeriesKey SERIES = SeriesKey.of("golden");
    private static final Settings SETTINGS = Settings.of(Kpi.named("golden"));
    private static final int POINTS = 6000;
    /** A receipt names the constants that were in force; these were when the file was written. */
    private static final String CONSTANTS_THEN = "04ad420a1aba969d4460285fa1a1d8c4c48ca14b30fb597fcdab7572be98ecb8";

    @Test
    void the_state_is_written_as_ever_and_goes_on_as_if_it_had_never_been() throws IOException {
        SeriesDetector fresh = detector();
        feed(fresh, 0, POINTS);
        assertThat(fresh.save()).isEqualTo(golden("state-v3-code-3.base64"));
        SeriesDetector restored = detector();
        restored.restore(golden("state-v3-code-3.base64"));
        feed(fresh, POINTS, POINTS + 2000);
        feed(restored, POINTS, POINTS + 2000);
        assertThat(restored.save()).isEqualTo(fresh.save());
    }

    /** The code of version 1 noted more in a series' first hours, and the first two files are its work. */
    @Test
    void states_of_versions_1_and_2_are_still_read_and_go_on_alike() throws IOException {
        SeriesDetector first = detector();
        first.restore(golden("state-v1.base64"));
        SeriesDetector second = detector();
        second.restore(golden("state-v2.base64"));
        feed(first, POINTS, POINTS + 2000);
        feed(second, POINTS, POINTS + 2000);
        assertThat(first.save()).isEqualTo(second.save());

        byte[] before = golden("state-v2-code-2.base64");
        SeriesDetector third = detector();
        third.restore(before);
        byte[] now = third.save();
        int head = Integer.BYTES;
        assertThat(java.util.Arrays.copyOfRange(now, head, before.length))
                .as("all that stood in it, after the version")
                .isEqualTo(java.util.Arrays.copyOfRange(before, head, before.length));
        feed(third, POINTS, POINTS + 2000);
        assertThat(third.watermark()).isEqualTo((POINTS + 1999) * Micros.MINUTE);
    }

    @Test
    void the_memory_of_version_202_is_written_as_ever_and_that_of_201_is_still_read() throws IOException {
        Rescorer rescorer = new Rescorer(SERIES, SETTINGS, new Recorder(), Tuning.DEFAULT);
        Scored out = new Scored();
        for (int i = 0; i < 2200; i++) {
            rescorer.score(i * Micros.MINUTE, i == 2190 ? value(i) + 900 : value(i), out);
        }
        byte[] written = MemoryCodec.encode(SERIES, rescorer.memory());
        assertThat(new String(written, ISO_8859_1).replace(Tuning.digest(), CONSTANTS_THEN))
                .isEqualTo(new String(golden("memory-v202-code-3.base64"), ISO_8859_1));
        Rescorer.Memory now = MemoryCodec.decode(written, SERIES, SETTINGS, Map.of());
        assertThat(now.notables()).extracting(Notable::at).containsExactly(2190 * Micros.MINUTE);
        Rescorer.Memory older = MemoryCodec.decode(golden("memory-v202.base64"), SERIES, SETTINGS, Map.of());
        assertThat(older.notables()).isEqualTo(now.notables());
        assertThat(older.controls()).isEqualTo(now.controls());
        Rescorer.Memory before = MemoryCodec.decode(golden("memory-v201.base64"), SERIES, SETTINGS, Map.of());
        assertThat(before.notables()).isEmpty();
        assertThat(before.told()).extracting(each -> each.last().started()).isNotEmpty();
        assertThat(before.controls()).isEqualTo(now.controls());
    }

    @Test
    void a_state_is_smaller_than_two_kilobytes() throws IOException {
        assertThat(golden("state-v3-code-3.base64")).hasSizeLessThan(2048);
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
            detector.score(i * Micros.MINUTE, value(i), out);
        }
    }

    private static double value(int i) {
        int noise = Math.floorMod(i * 7919 + i * i % 104_729, 17);
        int spike = i % 997 == 996 ? 40 : 0;
        return 100 + i / 60 % 24 + noise + spike;
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
