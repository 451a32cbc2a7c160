// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidewatch.ingest.line.LineDialect;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
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
            influx,  text/plain,             260, 413
            points,  application/json,       260, 400
            metrics, application/x-protobuf, 40,  413
            metrics, application/json,       40,  413
            """)
    void isRefusedWhileItStreams(String door, String type, int megabytes, int status) throws IOException {
        byte[] bomb = bomb(megabytes);
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

    /** White space, a little more than the largest body or message that is taken. */
    private static byte[] bomb(int megabytes) throws IOException {
        byte[] piece = new byte[1024 * 1024];
        Arrays.fill(piece, (byte) '\n');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes, 64 * 1024)) {
            for (int i = 0; i < megabytes; i++) {
                zipped.write(piece);
            }
        }
        return bytes.toByteArray();
    }
}
