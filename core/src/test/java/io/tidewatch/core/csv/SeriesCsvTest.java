// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.error.TidewatchException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesCsvTest {
    @Test
    void readsRowsWithTheirLines() throws IOException {
        List<String> rows = rows("""
                timestamp,value,label
                2026-01-01T00:00:00Z,1.5,0

                1767225660,,1\r
                2026-01-01 00:02:00,"2",0""");
        assertThat(rows)
                .containsExactly(
                        "2:1767225600000000:1.5:false", "4:1767225660000000:NaN:true", "5:1767225720000000:2.0:false");
    }

    @Test
    void takesColumnsInAnyOrderAndCase() throws IOException {
        assertThat(rows("host,Value,TIMESTAMP\na,3,1767225600\n")).containsExactly("2:1767225600000000:3.0:false");
    }

    @Test
    void readsAByteOrderMarkAndGzip(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.csv");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("\uFEFFtimestamp,value\n1767225600,7\n".getBytes(UTF_8));
        }
        Files.write(file, bytes.toByteArray());
        try (SeriesCsv csv = SeriesCsv.open(file, ZoneOffset.UTC)) {
            assertThat(csv.next()).isTrue();
            assertThat(csv.value()).isEqualTo(7);
            assertThat(csv.hasLabel()).isFalse();
            assertThat(csv.next()).isFalse();
            assertThat(csv.next()).isFalse();
        }
    }

    @Test
    void findsEveryRowWhateverTheChunks() throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(1_767_225_600L + i).append(',').append(i).append('\n');
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        InputStream trickle = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 7));
            }
        };
        int count = 0;
        try (SeriesCsv csv = SeriesCsv.read("many.csv", trickle, ZoneOffset.UTC)) {
            while (csv.next()) {
                assertThat(csv.value()).isEqualTo(count);
                assertThat(csv.line()).isEqualTo(count + 2);
                count++;
            }
        }
        assertThat(count).isEqualTo(20_000);
    }

    @Test
    void refusesNamingFileLineAndRemedy() {
        refused("", "x.csv", "empty", "timestamp,value");
        refused("time,val\n1,2\n", "x.csv", "timestamp,value[,label]", "time,val");
        refused("timestamp,value\n1767225600,1\n1767225660,abc\n", "line 3", "\"abc\"");
        refused("timestamp,value\n1767225600,NaN\n", "line 2", "not finite");
        refused("timestamp,value\n1767225600,1e999\n", "line 2", "not finite");
        refused("timestamp,value\nsoon,1\n", "line 2", "\"soon\"");
        refused("timestamp,value,label\n1767225600,1,maybe\n", "line 2", "label must be 0 or 1");
        refused("timestamp,value\n" + "9".repeat(5 * 1024 * 1024), "line 2", "262144");
    }

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> rows(text))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContainingAll(parts);
    }

    private static List<String> rows(String text) throws IOException {
        List<String> rows = new ArrayList<>();
        try (SeriesCsv csv =
                SeriesCsv.read("x.csv", new ByteArrayInputStream(text.getBytes(UTF_8)), ZoneId.of("UTC"))) {
            while (csv.next()) {
                rows.add(csv.line() + ":" + csv.timeMicros() + ":" + csv.value() + ":" + csv.label());
            }
        }
        return rows;
    }
}
