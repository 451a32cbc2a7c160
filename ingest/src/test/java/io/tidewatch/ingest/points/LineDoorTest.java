// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.line.LineAnswer;
import io.tidewatch.ingest.line.LineDialect;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.series.DiscoveryStore;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineDoorTest {
    private static final long NINE = Micros.of(Instant.parse("2026-03-02T09:00:00Z"));
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

    /** As Telegraf's agent sends with its default inputs: many fields a line, whole numbers, texts. */
    @Test
    void takesWhatTelegrafSends() {
        LineAnswer answer = bench.lines("""
                cpu,cpu=cpu-total,host=web-1 usage_user=4.1,usage_idle=95.2 1772442000000000000
                system,host=web-1 load1=0.25,n_cpus=2i,n_users=1i 1772442000000000000
                system,host=web-1 uptime=86400i 1772442000000000000
                system,host=web-1 uptime_format="1 day,  0:00" 1772442000000000000
                disk,device=sda1,fstype=ext4,host=web-1,mode=rw,path=/ used_percent=41.5 1772442000000000000
                """);
        assertThat(answer).isEqualTo(new LineAnswer(204, 0, Map.of()));
        assertThat(bench.logged())
                .containsExactly(
                        "cpu.usage_user{cpu=\"cpu-total\",host=\"web-1\"} LIVE " + NINE + "=4.1",
                        "cpu.usage_idle{cpu=\"cpu-total\",host=\"web-1\"} LIVE " + NINE + "=95.2",
                        "system.load1{host=\"web-1\"} LIVE " + NINE + "=0.25",
                        "system.n_cpus{host=\"web-1\"} LIVE " + NINE + "=2.0",
                        "system.n_users{host=\"web-1\"} LIVE " + NINE + "=1.0",
                        "system.uptime{host=\"web-1\"} LIVE " + NINE + "=86400.0",
                        "disk.used_percent{device=\"sda1\",fstype=\"ext4\",host=\"web-1\",mode=\"rw\",path=\"/\"} LIVE "
                                + NINE + "=41.5");
        assertThat(new DiscoveryStore(database).waiting(100))
                .containsExactly(
                        "cpu.usage_idle",
                        "cpu.usage_user",
                        "disk.used_percent",
                        "system.load1",
                        "system.n_cpus",
                        "system.n_users",
                        "system.uptime");
    }

    @Test
    void readsEveryPrecisionAndOrigin() {
        assertThat(bench.lines("signups value=1 1772442000", "precision=s").status())
                .isEqualTo(204);
        assertThat(bench.lines("signups value=2 1772442000001", "precision=ms", "org=o", "bucket=b")
                        .status())
                .isEqualTo(204);
        assertThat(bench.lines("signups value=3 1772442000000002", "precision=us", "origin=backfill")
                        .status())
                .isEqualTo(204);
        assertThat(bench.lines("signups value=4 1772442000000003999").status()).isEqualTo(204);
        assertThat(bench.lines("signups value=5").status()).isEqualTo(204);
        assertThat(bench.lines("signups value=1", "precision=d").status()).isEqualTo(400);
        assertThat(bench.logged())
                .containsExactly(
                        "signups LIVE " + NINE + "=1.0",
                        "signups LIVE " + (NINE + 1_000) + "=2.0",
                        "signups BACKFILL " + (NINE + 2) + "=3.0",
                        "signups LIVE " + (NINE + 3) + "=4.0",
                        "signups LIVE " + (NINE + Micros.HOUR) + "=5.0");
    }

    @Test
    void keepsTheGoodLinesAndNamesTheFirstBadOne() {
        String body =
                "signups value=1 1772442000000000000\nsignups value=oops\nerrors\nerrors value=2 1772442000000000000\n";
        LineAnswer second = bench.lines(body);
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.body())
                .containsEntry("code", "invalid")
                .containsEntry("line", "2")
                .containsEntry(
                        "message",
                        "partial write error (2 written): line 2: unable to parse 'signups value=oops': invalid number or boolean");
        LineAnswer first = bench.lines(LineDialect.V1, body.getBytes(UTF_8));
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.body().get("error"))
                .startsWith("partial write: line 2: ")
                .endsWith("dropped=2");
        assertThat(bench.logged()).hasSize(4);
        assertThat(bench.rejected())
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.door()).isEqualTo("influx"));
    }

    @Test
    void refusesALongLineAloneAndATextMayHoldLineEnds() {
        LineAnswer answer = bench.lines("signups value=1 1772442000000000000\nsignups,a=" + "x".repeat(3 << 20)
                + " value=2\nsignups note=\"two\nlines\",value=3 1772442060000000000\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message")).contains("line 2 is longer than 262144 bytes", "max-line-bytes");
        assertThat(bench.logged())
                .containsExactly("signups LIVE " + NINE + "=1.0", "signups LIVE " + (NINE + Micros.MINUTE) + "=3.0");
    }

    @Test
    void unzipsAndRefusesABombWhileItStreams() throws IOException {
        assertThat(zipped("signups value=1 1772442000000000000").status()).isEqualTo(204);
        bench = new DoorBench(database, Map.of("max-inflated-bytes", "1000000"));
        LineAnswer bomb = zipped("# nothing\n".repeat(1_000_000));
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.body().get("message")).contains("max-inflated-bytes");
    }

    @Test
    void refusesUnknownMeasurementsWhereTheSettingsSaySo() {
        bench = new DoorBench(database, Map.of("unknown-measurements", "refuse"));
        LineAnswer answer = bench.lines("nobody value=1 1772442000000000000\nsignups value=1 1772442000000000000");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message")).contains("1 written", "line 1", "KPI \"nobody\" is not known");
        bench = new DoorBench(database, Map.of("new-kpis-per-day", "2"));
        LineAnswer limited = bench.lines("a value=1\nb value=1\nc value=1\nsignups value=1");
        assertThat(limited.status()).isEqualTo(400);
        assertThat(limited.body().get("message")).contains("3 written", "KPI c is new", "new-kpis-per-day");
    }

    @Test
    void refusesTimesThatNoClockShows() {
        LineAnswer answer = bench.lines("signups value=1 9223372036854775807", "precision=h");
        assertThat(answer.body().get("message")).contains("time outside range");
        assertThat(bench.lines("signups value=1 1").body().get("message")).contains("1970-01-01");
    }

    /** Whatever comes: an answer that a client understands, and nothing in the log that no line said. */
    @Test
    void survivesGarbage() {
        long seed = 20_261;
        Random random = new Random(seed);
        byte[] good = "signups,host=a\\ b,x=y value=1.5,n=2i,t=\"q\\\"\" 1772442000000000000\n"
                .repeat(3)
                .getBytes(UTF_8);
        for (int round = 0; round < 4_000; round++) {
            byte[] body = round % 4 == 0 ? new byte[random.nextInt(200)] : good.clone();
            if (round % 4 == 0) {
                random.nextBytes(body);
            }
            for (int i = 0; i < 1 + random.nextInt(6) && body.length > 0; i++) {
                body[random.nextInt(body.length)] = round % 2 == 0
                        ? (byte) random.nextInt(256)
                        : (byte) ",= \\\"\n\r\t0-.eEiu#".charAt(random.nextInt(16));
            }
            LineAnswer answer = bench.lines(LineDialect.V2, body);
            assertThat(answer.status()).as("seed %d round %d", seed, round).isIn(204, 400, 429);
        }
        assertThat(bench.records())
                .allSatisfy(points -> assertThat(points.value()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY));
    }

    private LineAnswer zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bench.lines.handle(
                LineDialect.V2,
                new PointsRequest(
                        "text/plain", "gzip", bytes.size(), Map.of(), new ByteArrayInputStream(bytes.toByteArray())));
    }
}
