// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidewatch.ingest.line.LineDialect;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Little that becomes much: refused with less than 50 MB of heap. All that was allocated counts, so no more can have been held. */
class BombTest {
    private static final long LIMIT = 50L * 1024 * 1024;

    private TestDatabase server;
    private Database database;
    private DoorBench bench;

    @BeforeEach
    void open() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 3);
        bench = new DoorBench(database, Map.of());
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            influx,               text/plain,              '# nothing', 413
            influx,               text/plain,              '',          413
            points,               text/csv,                'timestamp', 413
            points,               application/json,        ' ',         413
            metrics,              application/x-protobuf,  'a',         413
            metrics,              application/json,        ' ',         413
            """)
    void isRefusedWhileItStreams(String door, String type, String unit, int status) throws IOException {
        byte[] bomb = bomb((unit + "\n").getBytes(UTF_8));
        Function<PointsRequest, Integer> handler = switch (door) {
            case "influx" ->
                request -> bench.lines.handle(LineDialect.V2, request).status();
            case "points" -> request -> bench.door.handle(request).status();
            default -> request -> bench.metrics.handle(request).status();
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int answer = handler.apply(new PointsRequest(
                type, "gzip", bomb.length, Map.of("kpi", List.of("signups")), new ByteArrayInputStream(bomb)));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LIMIT);
        assertThat(answer).isEqualTo(status);
    }

    /** Of 260 MB, a little more than the largest that is taken. */
    private static byte[] bomb(byte[] unit) throws IOException {
        byte[] piece = new byte[1024 * 1024 / unit.length * unit.length];
        for (int i = 0; i < piece.length; i += unit.length) {
            System.arraycopy(unit, 0, piece, i, unit.length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes, 64 * 1024)) {
            for (int i = 0; i < 260; i++) {
                zipped.write(piece);
            }
        }
        return bytes.toByteArray();
    }
}
