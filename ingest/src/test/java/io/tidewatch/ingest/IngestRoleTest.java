// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.Rejected;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.PointsMessage;
import io.tidewatch.core.wire.RejectedCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.ingest.line.LineDialect;
import io.tidewatch.ingest.points.Answer;
import io.tidewatch.ingest.points.PointsRequest;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.point.LateSampleStore;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.line.CutLine;
import io.tidewatch.testkit.log.TestBroker;
import io.tidewatch.testkit.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the door through a real broker to a real table, with the database cut off on the way. */
class IngestRoleTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final long START = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private TestBroker broker;
    private TestDatabase server;
    private CutLine line;
    private Database database;
    private PointStore store;
    private LogClients clients;
    private Producer<byte[], byte[]> producer;
    private IngestRole role;

    @BeforeEach
    void start() {
        broker = TestBroker.own();
        server = TestDatabase.migrated();
        String url = server.url();
        String port = url.replaceFirst(".*//[^/]*:(\\d+)/.*", "$1");
        line = new CutLine(Integer.parseInt(port));
        database = Database.open(url.replaceFirst("//[^/]*/", "//127.0.0.1:" + line.port() + "/"), 4);
        store = new PointStore(database);
        clients = new LogClients(new LogSettings(broker.bootstrap(), TestBroker.PARTITIONS, (short) 1));
        producer = clients.producer("test");
        know("signups");
        role = role(Map.of());
        role.start();
    }

    @AfterEach
    void stop() {
        role.stop();
        producer.close();
        database.close();
        line.close();
        server.close();
        broker.close();
    }

    @Test
    void movesPointsFromTheDoorToTheTableOnceHoweverOftenTheyAreSent() {
        long seed = 77;
        Random random = new Random(seed);
        List<String> batches = new ArrayList<>();
        Map<Long, Double> truth = new TreeMap<>();
        for (int batch = 0; batch < 40; batch++) {
            StringBuilder rows = new StringBuilder("timestamp,value\n");
            for (int i = 0; i < 25; i++) {
                long time = START + (batch * 25 + i) * 10 * Micros.SECOND;
                double value = random.nextInt(1_000) / 8.0;
                truth.put(time, value);
                rows.append(Micros.toInstant(time)).append(',').append(value).append('\n');
            }
            batches.add(rows.toString());
        }
        List<String> thrice = new ArrayList<>(batches);
        thrice.addAll(batches);
        thrice.addAll(batches);
        Collections.shuffle(thrice, random);
        thrice.forEach(rows -> assertThat(csv(rows).body()).containsEntry("accepted", 25L));
        awaitRows(SeriesKey.of("signups"), truth, "seed " + seed);
    }

    @Test
    void losesNothingWhileTheDatabaseIsAway() {
        Map<Long, Double> truth = new TreeMap<>();
        send(truth, 0);
        awaitRows(SeriesKey.of("signups"), truth, "before");
        line.cut();
        send(truth, 1);
        Answer unknown = post(
                "application/json",
                "{\"kpi\":\"signups\",\"labels\":{\"host\":\"new\"},\"time\":\"2026-03-02T09:00:00Z\",\"value\":1}");
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.retryAfterSeconds()).isPositive();
        await().atMost(LIMIT).until(() -> role.trouble().contains("points wait in the log"));
        send(truth, 2);
        line.mend();
        awaitRows(SeriesKey.of("signups"), truth, "after");
        await().atMost(LIMIT).until(() -> role.trouble().isEmpty());
        assertThat(post(
                                "application/json",
                                "{\"kpi\":\"signups\",\"labels\":{\"host\":\"new\"},\"time\":\"2026-03-02T09:00:00Z\",\"value\":1}")
                        .status())
                .isEqualTo(200);
    }

    /** Killed between the samples and the end of their windows: stopped without a word and started on an empty directory. */
    @Test
    void aggregatesByTheRulesAndGoesOnAfterACrash() throws IOException {
        role.stop();
        Path rules = folder.resolve("mapping.yaml");
        Files.writeString(
                rules, "rules: [{kpi: signups, match: {measurement: raw}, labels: [], step: 1m, aggregate: sum}]");
        role = role(Map.of("mapping", rules.toString()));
        role.start();
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            first.append("raw,host=h")
                    .append(i % 7)
                    .append(" value=1 ")
                    .append(START / Micros.SECOND + i)
                    .append('\n');
        }
        assertThat(lines(first.toString())).isEqualTo(204);
        assertThat(lines(first.toString())).isEqualTo(204);
        Map<Long, Double> truth = new TreeMap<>();
        for (int minute = 0; minute < 10; minute++) {
            truth.put(START + minute * Micros.MINUTE, 60.0);
        }
        clock.advance(Duration.ofMinutes(1));
        awaitRows(SeriesKey.of("signups"), truth, "each sample once, though it came twice");
        role.stop();
        role = new IngestRole(
                TestSettings.with(Map.of("heartbeat", "100ms", "mapping", rules.toString())),
                database,
                clients,
                clock,
                folder.resolve("elsewhere"));
        role.start();
        assertThat(lines("raw,host=late value=5 " + (START / Micros.SECOND + 30) + "\nraw,host=h1 value=2 "
                        + (START / Micros.SECOND + 599)))
                .isEqualTo(204);
        truth.put(START, 65.0);
        truth.put(START + 9 * Micros.MINUTE, 62.0);
        awaitRows(SeriesKey.of("signups"), truth, "corrected after the restart");
        assertThat(lines("raw,host=h1 value=1 " + (START / Micros.SECOND + 7_200)))
                .isEqualTo(204);
        clock.advance(Duration.ofMinutes(1));
        truth.put(START + 120 * Micros.MINUTE, 1.0);
        awaitRows(SeriesKey.of("signups"), truth, "closed by the clock");
        assertThat(lines("raw,host=h1 value=99 " + (START / Micros.SECOND))).isEqualTo(204);
        LateSampleStore late = new LateSampleStore(database);
        await().atMost(LIMIT).until(() -> late.latest(10).size() == 1);
        assertThat(late.latest(10).getFirst().value()).isEqualTo(99);
        assertThat(rows(SeriesKey.of("signups"))).isEqualTo(truth);
    }

    private int lines(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return role.lines()
                .handle(
                        LineDialect.V2,
                        new PointsRequest(
                                "text/plain",
                                "",
                                bytes.length,
                                Map.of("precision", List.of("s")),
                                new ByteArrayInputStream(bytes)))
                .status();
    }

    private IngestRole role(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("heartbeat", "100ms");
        return new IngestRole(TestSettings.with(settings), database, clients, clock, folder.resolve("state"));
    }

    @Test
    void setsPoisonAsideWithItsCauseAndGoesOn() {
        byte[] key = SeriesKey.of("signups").id().key();
        producer.send(new ProducerRecord<>(Topic.POINTS.id(), key, "no protobuf".getBytes(UTF_8)));
        producer.send(new ProducerRecord<>(Topic.POINTS.id(), key, null));
        producer.send(new ProducerRecord<>(Topic.POINTS.id(), key, foreign(Long.MAX_VALUE, 1)));
        producer.send(new ProducerRecord<>(Topic.POINTS.id(), key, foreign(START, Double.NaN)));
        producer.flush();
        Map<Long, Double> truth = new TreeMap<>();
        send(truth, 0);
        awaitRows(SeriesKey.of("signups"), truth, "beside poison");
        List<Rejected> rejected = new ArrayList<>();
        read(Topic.POINTS_REJECTED, entry -> {
            rejected.add(RejectedCodec.decode(entry.value()));
            return rejected.size() == 4;
        });
        assertThat(rejected).allSatisfy(one -> assertThat(one.door()).isEqualTo("log"));
        assertThat(rejected.get(0).input()).asString().isEqualTo("no protobuf");
        assertThat(rejected).extracting(Rejected::message).anyMatch(text -> text.contains("1900 to 2199"));
        assertThat(rejected).extracting(Rejected::message).anyMatch(text -> text.contains("not finite"));
    }

    @Test
    void writesTheClockToEveryPartitionAndNeverBack() {
        clock.advance(Duration.ofMinutes(1));
        Map<Integer, Long> clocks = new HashMap<>();
        read(Topic.POINTS, entry -> {
            if (PointsCodec.decode(entry.value()) instanceof PointsMessage.Clock(long micros)) {
                assertThat(micros).isGreaterThanOrEqualTo(clocks.getOrDefault(entry.partition(), 0L));
                clocks.put(entry.partition(), micros);
                if (micros == Micros.of(NOW.plusSeconds(60))) {
                    clock.set(NOW.minusSeconds(60));
                }
            }
            return entry.offset() > 25
                    && clocks.size() == TestBroker.PARTITIONS
                    && clocks.values().stream().allMatch(at -> at == Micros.of(NOW.plusSeconds(60)));
        });
    }

    @Test
    void learnsANewKpiAndForgetsOneThatIsGone() {
        String point = "{\"kpi\":\"later\",\"time\":\"2026-03-02T09:00:00Z\",\"value\":1}";
        assertThat(post("application/json", point).status()).isEqualTo(422);
        know("later");
        await().atMost(LIMIT).until(() -> post("application/json", point).status() == 200);
        producer.send(new ProducerRecord<>(
                Topic.SETTINGS.id(), SettingsMessage.kpiKey("later").getBytes(UTF_8), null));
        await().atMost(LIMIT).until(() -> post("application/json", point).status() == 422);
    }

    @Test
    void startsAndStopsAgainAndAnswers503Between() {
        role.stop();
        role.stop();
        assertThat(csv("timestamp,value\n").status()).isEqualTo(503);
        role.start();
        Map<Long, Double> truth = new TreeMap<>();
        send(truth, 0);
        awaitRows(SeriesKey.of("signups"), truth, "after a restart");
    }

    private void know(String kpi) {
        SettingsMessage message = new SettingsMessage.OfKpi(Kpi.named(kpi));
        producer.send(new ProducerRecord<>(
                Topic.SETTINGS.id(), message.key().getBytes(UTF_8), SettingsCodec.encode(message)));
        producer.flush();
    }

    private void send(Map<Long, Double> truth, int hour) {
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 60; i++) {
            long time = START + hour * Micros.HOUR + i * Micros.MINUTE;
            truth.put(time, hour + i / 64.0);
            rows.append(Micros.toInstant(time))
                    .append(',')
                    .append(hour + i / 64.0)
                    .append('\n');
        }
        assertThat(csv(rows.toString()).body()).containsEntry("accepted", 60L);
    }

    private Answer csv(String rows) {
        return post("text/csv", rows);
    }

    private Answer post(String type, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        Map<String, List<String>> query = type.equals("text/csv") ? Map.of("kpi", List.of("signups")) : Map.of();
        return role.door().handle(new PointsRequest(type, "", bytes.length, query, new ByteArrayInputStream(bytes)));
    }

    private void awaitRows(SeriesKey series, Map<Long, Double> truth, String what) {
        await(what).atMost(LIMIT).ignoreExceptions().until(() -> rows(series).equals(truth));
    }

    private Map<Long, Double> rows(SeriesKey series) {
        PointArrays points = store.read(series.id(), START - Micros.DAY, START + Micros.DAY);
        Map<Long, Double> rows = new TreeMap<>();
        for (int i = 0; i < points.size(); i++) {
            rows.put(points.timeMicros()[i], points.value()[i]);
        }
        return rows;
    }

    private void read(Topic topic, Predicate<ConsumerRecord<byte[], byte[]>> done) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.id()).stream()
                    .map(found -> new TopicPartition(topic.id(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(LIMIT).until(() -> {
                boolean enough = false;
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                    enough |= done.test(entry);
                }
                return enough;
            });
        }
    }

    private static byte[] foreign(long time, double value) {
        return PointsCodec.encode(
                new SeriesPoints(SeriesKey.of("signups"), Origin.LIVE, new long[] {time}, new double[] {value}));
    }
}
