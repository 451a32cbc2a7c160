// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.point.Rejected;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointsDoorTest {
    private static final long NINE = Micros.of(Instant.parse("2026-03-02T09:00:00Z"));
    private static TestDatabase server;
    private static Database database;
    private DoorBench bench;

    @BeforeAll
    static void open() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 3);
    }

    @AfterAll
    static void close() {
        database.close();
        server.close();
    }

    @BeforeEach
    void fresh() {
        bench = new DoorBench(database, Map.of());
    }

    @Test
    void takesOnePointAnArrayAndObjectsOneAfterAnother() {
        accepted(1, bench.json("{\"kpi\":\"signups\",\"time\":\"2026-03-02T09:00:00Z\",\"value\":41}"));
        accepted(2, bench.json("""
                [{"value": 1.5, "time": 1772442000, "kpi": "signups", "labels": {"plan": "pro", "country": "DE"}},
                 {"kpi": "signups", "labels": {"country": "", "plan": null}, "time": 1, "value": 1},
                 {"kpi": "errors", "labels": null, "time": 1772442000123, "value": -2}]"""));
        accepted(2, bench.json("""
                {"kpi": "signups", "time": 1772442000.5, "value": 1}
                {"kpi": "signups", "time": "2026-03-02T10:00:01+01:00", "value": 2}"""));
        assertThat(bench.logged())
                .containsExactly(
                        "signups LIVE " + NINE + "=41.0",
                        "signups{country=\"DE\",plan=\"pro\"} LIVE " + NINE + "=1.5",
                        "errors LIVE " + (NINE + 123_000) + "=-2.0",
                        "signups LIVE " + (NINE + 500_000) + "=1.0",
                        "signups LIVE " + (NINE + 1_000_000) + "=2.0");
    }

    @Test
    void putsThePointsOfASeriesIntoOneRecordUnderItsKey() {
        Answer answer = bench.json("""
                [{"points": [[1772442000, 1], [1772442060, 2], ["2026-03-02T09:02:00Z", 3e0]], "kpi": "signups"},
                 {"kpi": "errors", "time": 1772442000, "value": 9},
                 {"kpi": "signups", "time": 1772442180, "value": 4}]""");
        accepted(5, answer);
        assertThat(bench.records()).hasSize(2);
        assertThat(bench.records().getFirst().value()).containsExactly(1, 2, 3, 4);
        assertThat(bench.producer.history())
                .allSatisfy(entry -> assertThat(entry.key()).hasSize(8));
        assertThat(bench.producer.history().getFirst().key())
                .isEqualTo(bench.records().getFirst().series().id().key());
    }

    @Test
    void takesCsvOfOneSeriesAndOfMany() {
        accepted(
                2,
                bench.csv(
                        "timestamp,value,label\n2026-03-02T09:00:00Z,1,0\n1772442060,,1\n1772442120,3,1\n",
                        "kpi=signups",
                        "label.country=DE",
                        "origin=backfill"));
        accepted(2, bench.csv("""
                kpi,timestamp,value,country,plan
                signups,1772442000,1,DE,
                errors,1772442000,2,"a,b",pro
                """));
        accepted(1, bench.csv("timestamp,value\n2026-03-02 10:00:00,1\n", "kpi=errors", "zone=Europe/Berlin"));
        assertThat(bench.logged())
                .containsExactly(
                        "signups{country=\"DE\"} BACKFILL " + NINE + "=1.0",
                        "signups{country=\"DE\"} BACKFILL " + (NINE + 120_000_000) + "=3.0",
                        "signups{country=\"DE\"} LIVE " + NINE + "=1.0",
                        "errors{country=\"a,b\",plan=\"pro\"} LIVE " + NINE + "=2.0",
                        "errors LIVE " + NINE + "=1.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'kpi':5,'time':1772442000,'value':1}                                   | wrong-field   | kpi must be a string, not a number
            {'kpi':'signups','time':1772442000,'value':'1'}                         | wrong-field   | value must be a number, not the text "1"
            {'kpi':'signups','time':1772442000,'value':null}                        | wrong-field   | value must be a number, not null
            {'kpi':'signups','time':[1],'value':1}                                  | bad-time      | time must be ISO-8601 text or a number, not an array
            {'kpi':'signups','time':'soon','value':1}                               | bad-time      | "soon"
            {'kpi':'signups','time':'2026-03-02T09:00:00','value':1}                | bad-time      | needs an offset
            {'kpi':'signups','value':1}                                             | missing-field | time is missing
            {'kpi':'signups','time':1772442000}                                     | missing-field | value is missing
            {'time':1772442000,'value':1}                                           | missing-field | kpi is missing
            {'kpi':'signups','time':1772442000,'value':1,'lables':{'a':{}}}         | wrong-field   | "lables" is not known
            {'kpi':'signups','time':1772442000,'value':1,'labels':['a']}            | wrong-field   | labels must be an object of strings, not an array
            {'kpi':'signups','time':1772442000,'value':1,'labels':{'a':7}}          | wrong-field   | label a must be a string, not a number
            {'kpi':'signups','time':1772442000,'value':1,'labels':{'a=':'x'}}       | bad-label     | label's name starts with
            {'kpi':'signups','time':1772442000,'value':1,'labels':{'a':'x\\u0000'}} | bad-label     | control character
            {'kpi':'signups','time':1772442000,'value':1,'points':[]}               | wrong-field   | points stands beside
            {'kpi':'signups','points':7}                                            | wrong-field   | points must be an array
            {'kpi':'signups','points':[[1772442000]]}                               | wrong-field   | not of 1 fields
            {'kpi':'signups','points':[[1772442000,true]]}                          | wrong-field   | value must be a number, not a boolean
            {'kpi':'signups','time':1772442000,'value':NaN}                         | not-finite    | NaN
            {'kpi':'signups','time':1772442000,'value':1e999}                       | not-finite    | Infinity
            {'kpi':'signups','time':'2200-01-01T00:00:00Z','value':1}               | too-far-ahead | max-ahead
            {'kpi':'signups','time':'1970-01-01T00:00:00Z','value':1}               | too-old       | origin=backfill
            {'kpi':'nobody','time':1772442000,'value':1}                            | unknown-kpi   | tidewatch import --create
            {'kpi':'no good','time':1772442000,'value':1}                           | bad-name      | "no good"
            17                                                                      | wrong-field   | not a number
            """)
    void refusesABadPointAloneNamingItAndWhy(String point, String code, String message) {
        String json = point.replace('\'', '"');
        Answer alone = bench.json(json);
        assertThat(alone.status()).as(json).isIn(400, 422);
        assertThat(alone.contentType()).isEqualTo("application/problem+json");
        assertThat(alone.body()).containsEntry("accepted", 0L).containsEntry("refused", 1L);
        assertThat(bench.logged()).isEmpty();

        String good = "{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1}";
        Answer among = bench.json("[" + good + "," + json + "," + good + "]");
        assertThat(among.status()).isEqualTo(200);
        assertThat(among.body()).containsEntry("accepted", 2L).containsEntry("refused", 1L);
        assertThat(DoorBench.errors(among)).singleElement().satisfies(error -> {
            assertThat(error).containsEntry("index", 1L).containsEntry("code", code);
            assertThat(String.valueOf(error.get("message"))).contains(message);
        });
        assertThat(bench.rejected()).hasSize(2).allSatisfy(rejected -> {
            assertThat(rejected.door()).isEqualTo("json");
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1772442000,abc           | malformed     | "abc" is no number
            1772442000,NaN           | not-finite    | NaN
            1772442000,-inf          | not-finite    | -Infinity
            soon,1                   | malformed     | "soon"
            2026-03-02T09:00:00,1    | malformed     | needs an offset
            2200-01-01T00:00:00Z,1   | too-far-ahead | max-ahead
            1970-01-01T00:00:00Z,1   | too-old       | max-age
            1772442000,1,2           | malformed     | 3 fields
            """)
    void refusesABadLineAloneNamingIt(String line, String code, String message) {
        Answer answer = bench.csv("timestamp,value\n1772442000,1\n\n" + line + "\n1772442060,2\n", "kpi=signups");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsEntry("accepted", 2L);
        assertThat(DoorBench.errors(answer)).singleElement().satisfies(error -> {
            assertThat(error).containsEntry("line", 4L).containsEntry("code", code);
            assertThat(String.valueOf(error.get("message"))).contains(message);
        });
        assertThat(bench.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.door()).isEqualTo("csv"));
    }

    @Test
    void refusesWhatIsNoCsvOfPoints() {
        stopped(400, "empty", bench.csv("", "kpi=signups"));
        stopped(400, "time,val", bench.csv("time,val\n1,2\n", "kpi=signups"));
        stopped(400, "name the KPI", bench.csv("timestamp,value\n1772442000,1\n"));
        stopped(400, "query parameter kpl is not known", bench.csv("timestamp,value\n", "kpl=signups"));
        stopped(400, "Mars", bench.csv("timestamp,value\n", "kpi=signups", "zone=Mars"));
        stopped(400, "live or backfill", bench.csv("timestamp,value\n", "kpi=signups", "origin=past"));
        Answer unknown = bench.csv("timestamp,value\n1772442000,1\n", "kpi=nobody");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).containsEntry("code", "unknown-kpi");
    }

    @Test
    void refusesALineOfFiveMegabytesAlone() {
        Answer answer = bench.csv(
                "timestamp,value\n1772442000,1\n" + "9".repeat(5 * 1024 * 1024) + "\n1772442060,2\n", "kpi=signups");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsEntry("accepted", 2L).containsEntry("refused", 1L);
        assertThat(DoorBench.errors(answer))
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .containsEntry("line", 3L)
                        .containsEntry("code", "too-large")
                        .hasEntrySatisfying(
                                "message",
                                message -> assertThat((String) message).contains("max-line-bytes")));
        assertThat(bench.logged()).hasSize(2);
        assertThat(bench.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo("too-large");
            assertThat(rejected.input()).hasSize(Rejected.MAX_INPUT_BYTES);
        });
    }

    @Test
    void saysWhereJsonBreaksAndKeepsWhatStandsBefore() {
        stopped(400, "empty", bench.json(" "));
        stopped(400, "line 1, column", bench.json("{\"kpi\":\"signups\" \"time\":1}"));
        Answer answer = bench.json("[{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1},\n{\"kpi\":");
        stopped(400, "line 2", answer);
        assertThat(answer.body()).containsEntry("accepted", 1L);
        stopped(413, "262144 characters", bench.json("{\"kpi\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}"));
    }

    @Test
    void refusesOtherTypesAndEncodings() {
        stopped(415, "\"text/xml\" is not supported; use application/json or text/csv", post("text/xml", ""));
        stopped(415, "missing", post("", ""));
        stopped(415, "\"br\"", post("application/json", "br"));
        stopped(400, "gzip", post("application/json", "gzip"));
    }

    @Test
    void readsGzipAndRefusesABombWhileItStreams() throws IOException {
        byte[] good = "{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1}".getBytes(UTF_8);
        accepted(1, bench.post("application/json", "gzip", gzip(good, 1), Map.of()));
        byte[] bomb = gzip(new byte[1024 * 1024], 300);
        long before = used();
        Answer answer = bench.post(
                "text/csv",
                "gzip",
                gzip("timestamp,value\n".getBytes(UTF_8), 1, " \n".repeat(1 << 19), 300),
                Map.of("kpi", List.of("signups")));
        stopped(413, "268435456", answer);
        stopped(400, "not JSON", bench.post("application/json", "gzip", bomb, Map.of()));
        assertThat(used() - before).isLessThan(50L * 1024 * 1024);
    }

    @Test
    void refusesALargeRequestBeforeAndWhileItIsRead() {
        stopped(413, "67108864", bench.post("text/csv", "", 70_000_000, InputStream.nullInputStream(), Map.of()));
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                java.util.Arrays.fill(into, from, from + length, (byte) '\n');
                return length;
            }
        };
        stopped(413, "max-request-bytes", bench.post("application/json", "", -1, endless, Map.of()));
    }

    @Test
    void listsTheFirstRefusalsAndCountsAll() {
        StringBuilder body = new StringBuilder("timestamp,value\n1772442000,1\n");
        body.append("soon,1\n".repeat(1_000));
        Answer answer = bench.csv(body.toString(), "kpi=signups");
        assertThat(answer.body()).containsEntry("accepted", 1L).containsEntry("refused", 1_000L);
        assertThat(DoorBench.errors(answer)).hasSize(100);
        assertThat(bench.rejected()).hasSize(1_000);
    }

    @Test
    void cutsAFloodOfRefusalsAndSaysHowManyWereNotKept() {
        bench = new DoorBench(database, Map.of("rejected-per-second", "10"));
        bench.csv("timestamp,value\n" + "soon,1\n".repeat(500), "kpi=signups");
        assertThat(bench.rejected()).hasSize(10);
        bench.clock.advance(java.time.Duration.ofSeconds(1));
        bench.csv("timestamp,value\nsoon,1\n", "kpi=signups");
        assertThat(bench.rejected()).hasSize(12);
        assertThat(bench.rejected().get(10).message()).startsWith("490 more");
    }

    @Test
    void takesHistoryOfYearsAsBackfillOnly() {
        String rows = "timestamp,value\n2014-04-01T00:00:00Z,1\n";
        assertThat(bench.csv(rows, "kpi=signups").status()).isEqualTo(400);
        accepted(1, bench.csv(rows, "kpi=signups", "origin=backfill"));
        assertThat(bench.csv("timestamp,value\n1970-01-02T00:00:00Z,1\n", "kpi=signups", "origin=backfill")
                        .body()
                        .get("detail"))
                .asString()
                .contains("max-backfill-age");
    }

    @Test
    void holdsTheLimitsOfLabels() {
        bench = new DoorBench(database, Map.of("max-labels", "2", "max-label-value-bytes", "5", "max-name-bytes", "3"));
        accepted(1, labelled("{\"a\":\"12345\",\"b\":\"x\"}"));
        refusedFor("at most 2 labels, not 3", labelled("{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\"}"));
        refusedFor("max-label-value-bytes", labelled("{\"a\":\"ééé\"}"));
        refusedFor("max-name-bytes", labelled("{\"abcd\":\"1\"}"));
    }

    @Test
    void stopsNewSeriesAtTheLimitWhileKnownOnesGoOn() {
        database.jdbi().useHandle(handle -> handle.execute("delete from series"));
        bench = new DoorBench(database, Map.of("new-series-per-hour", "2"));
        accepted(2, bench.json(series("a", "b")));
        Answer mixed = bench.json(series("a", "c", "b", "d"));
        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.body()).containsEntry("accepted", 2L).containsEntry("refused", 2L);
        assertThat(DoorBench.errors(mixed).getFirst())
                .containsEntry("index", 1L)
                .containsEntry("code", "new-series-limit");
        Answer none = bench.json(series("e"));
        assertThat(none.status()).isEqualTo(429);
        assertThat(none.retryAfterSeconds()).isPositive();
        bench.clock.advance(java.time.Duration.ofMinutes(61));
        accepted(1, bench.json(series("e").replace("1772442000", "1772445000")));
    }

    @Test
    void goesOnWithKnownSeriesWhileTheDatabaseIsAwayAndAsksForNewOnesAgain() {
        try (Database away = Database.open("jdbc:postgresql://127.0.0.1:1/none?user=nobody", 1)) {
            bench = new DoorBench(away, Map.of());
            Answer unknown = bench.json(series("x"));
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.retryAfterSeconds()).isPositive();
            assertThat(unknown.body()).containsEntry("accepted", 0L);
            assertThat(bench.logged()).isEmpty();
            assertThat(bench.rejected()).isEmpty();
        }
    }

    @Test
    void answers503UntilTheLogHasThePoints() {
        bench.producer.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
        Answer answer = bench.json("{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1}");
        stopped(503, "send the request again", answer);
        assertThat(answer.retryAfterSeconds()).isPositive();
        assertThat(answer.body()).containsEntry("accepted", 0L);
    }

    @Test
    void turnsRequestsAwayWhenTooManyAreBeingRead() throws IOException {
        bench = new DoorBench(database, Map.of("max-in-flight-bytes", "1000000"));
        Answer[] second = new Answer[1];
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                if (second[0] == null) {
                    second[0] = bench.json("{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1}");
                }
                return -1;
            }
        };
        bench.post("application/json", "", 600_000, slow, Map.of());
        stopped(429, "max-in-flight-bytes", second[0]);
        assertThat(second[0].retryAfterSeconds()).isPositive();
        accepted(1, bench.json("{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1}"));
    }

    @Test
    void turnsAwayWhatWaitedTooLong() {
        byte[] body = "{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1}".getBytes(UTF_8);
        Answer late = bench.post(new PointsRequest(
                "application/json", "", body.length, Map.of(), new ByteArrayInputStream(body), Duration.ofSeconds(4)));
        stopped(429, "this one waited 4000 ms, and 3000 ms is the limit", late);
        assertThat(late.retryAfterSeconds()).isPositive();
        assertThat(bench.logged()).isEmpty();
    }

    @Test
    void sendsALargeRequestOnInParts() {
        StringBuilder body = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 250_000; i++) {
            body.append(1_772_000_000 + i).append(',').append(i).append('\n');
        }
        accepted(250_000, bench.csv(body.toString(), "kpi=signups"));
        assertThat(bench.records()).hasSizeBetween(13, 20);
        long expected = 0;
        for (var points : bench.records()) {
            for (double value : points.value()) {
                assertThat(value).isEqualTo(expected++);
            }
        }
        assertThat(expected).isEqualTo(250_000);
    }

    private Answer labelled(String labels) {
        return bench.json("{\"kpi\":\"signups\",\"time\":1772442000,\"value\":1,\"labels\":" + labels + "}");
    }

    private Answer post(String type, String encoding) {
        return bench.post(type, encoding, "{}".getBytes(UTF_8), Map.of());
    }

    private static String series(String... hosts) {
        StringBuilder body = new StringBuilder("[");
        for (String host : hosts) {
            body.append(body.length() == 1 ? "" : ",")
                    .append("{\"kpi\":\"signups\",\"labels\":{\"host\":\"")
                    .append(host)
                    .append("\"},\"time\":1772442000,\"value\":1}");
        }
        return body.append("]").toString();
    }

    private static void accepted(int count, Answer answer) {
        assertThat(answer.body()).containsEntry("accepted", (long) count);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private static void stopped(int status, String message, Answer answer) {
        assertThat(answer.body().get("detail")).asString().contains(message);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).containsKeys("type", "title", "status", "code", "accepted", "errors");
    }

    private static void refusedFor(String message, Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("detail")).asString().contains(message);
    }

    private static byte[] gzip(byte[] block, int times) throws IOException {
        return gzip(block, times, "", 0);
    }

    private static byte[] gzip(byte[] first, int times, String then, int thenTimes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                gzip.write(first);
            }
            byte[] more = then.getBytes(UTF_8);
            for (int i = 0; i < thenTimes; i++) {
                gzip.write(more);
            }
        }
        return bytes.toByteArray();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
