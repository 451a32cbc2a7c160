// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidewatch.core.event.Event;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.EventsCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.ingest.points.Answer;
import io.tidewatch.ingest.points.PointsRequest;
import io.tidewatch.ingest.status.IngestStatus;
import io.tidewatch.ingest.status.RejectedInput;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.source.SourceCursors;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.log.TestBroker;
import io.tidewatch.testkit.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doesn't come by HTTP as points: Kafka, SQL, events; and what is seen of it. */
class OtherDoorsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final long NINE = Micros.of(Instant.parse("2026-03-02T09:00:00Z"));
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private TestBroker broker;
    private TestDatabase server;
    private Database database;
    private PointStore store;
    private LogClients clients;
    private Producer<byte[], byte[]> producer;
    private IngestRole role;

    @BeforeEach
    void start() throws IOException {
        broker = TestBroker.own();
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 4);
        store = new PointStore(database);
        clients = new LogClients(new LogSettings(broker.bootstrap(), TestBroker.PARTITIONS, (short) 1));
        producer = clients.producer("test");
        SettingsMessage orders = new SettingsMessage.OfKpi(Kpi.named("orders"));
        producer.send(
                new ProducerRecord<>(Topic.SETTINGS.id(), orders.key().getBytes(UTF_8), SettingsCodec.encode(orders)));
        producer.flush();
        database.jdbi().useHandle(handle -> {
            handle.execute("create table shop (at timestamp, country text, n int)");
            handle.execute("insert into shop values ('2026-03-02 08:00', 'DE', 1), ('2026-03-02 08:01', null, 2)");
        });
        Path sources = Files.writeString(folder.resolve("sources.yaml"), """
                sources:
                  - {name: shop, url: "%s", query: "select * from shop where at >= :cursor order by at",
                     time: at, value: n, labels: [country], kpi: orders, every: 1s, overlap: 2m, start: "2026-03-01T00:00:00Z"}
                """.formatted(server.url()));
        role = new IngestRole(
                TestSettings.with(Map.of("heartbeat", "100ms", "sources", sources.toString())),
                database,
                clients,
                clock,
                folder.resolve("state"));
        role.start();
    }

    @AfterEach
    void stop() {
        role.stop();
        producer.close();
        database.close();
        server.close();
        broker.close();
    }

    @Test
    void takesPointsFromAnOutsideTopicAndSetsNonsenseAside() {
        outside(Topic.POINTS_IN, "{\"kpi\": \"orders\", \"time\": 1772442000, \"value\": 5}");
        outside(Topic.POINTS_IN, "{\"kpi\": ");
        outside(Topic.POINTS_IN, "cpu,host=a usage=1.5 1772442000000000000\ncpu,host=a usage=oops");
        producer.send(new ProducerRecord<>(Topic.POINTS_IN.id(), null, null));
        outside(Topic.POINTS_IN, "cpu,host=a usage=2.5 1772442060000000000");
        await().atMost(LIMIT).until(() -> values(SeriesKey.of("orders"), NINE).equals(List.of(5.0)));
        SeriesKey cpu = new SeriesKey("cpu.usage", Labels.of("host", "a"));
        await().atMost(LIMIT).until(() -> values(cpu, NINE).equals(List.of(1.5, 2.5)));
        await().atMost(LIMIT).until(() -> role.rejected(10).size() == 2);
        assertThat(role.rejected(10)).extracting(RejectedInput::door).containsOnly("kafka");
        assertThat(role.rejected(1))
                .singleElement()
                .satisfies(last -> assertThat(last.input()).isEqualTo("cpu,host=a usage=oops"));
        IngestStatus status = role.status();
        assertThat(status.refusedByCause()).containsEntry("malformed", 2L);
        assertThat(status.cardinality().byKpi()).containsEntry("cpu.usage", 1);
        assertThat(status.cardinality().byLabel()).containsEntry("host", 1);
        assertThat(status.trouble()).isEmpty();
    }

    @Test
    void pullsRowsOnceAndLateOnesToo() {
        SeriesKey german = new SeriesKey("orders", Labels.of("country", "DE"));
        long eight = NINE - Micros.HOUR;
        await().atMost(LIMIT).until(() -> values(german, eight).equals(List.of(1.0)));
        assertThat(values(SeriesKey.of("orders"), eight)).containsExactly(2.0);
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into shop values ('2026-03-02 08:00:30', 'DE', 7), ('2026-03-02 08:09', 'DE', 8)"));
        await().atMost(LIMIT).until(() -> values(german, eight).equals(List.of(1.0, 7.0, 8.0)));
        await().atMost(LIMIT)
                .until(() -> new SourceCursors(database)
                        .all()
                        .equals(List.of(new SourceCursors.Cursor("shop", Instant.parse("2026-03-02T08:09:00Z")))));
        database.jdbi().useHandle(handle -> handle.execute("alter table shop rename column n to m"));
        await().atMost(LIMIT).until(() -> role.trouble().contains("source shop: the query gives no column n"));
        database.jdbi().useHandle(handle -> handle.execute("alter table shop rename column m to n"));
        await().atMost(LIMIT).until(() -> role.trouble().isEmpty());
    }

    @Test
    void takesEventsByHttpAndFromATopic() {
        List<Event> seen = new CopyOnWriteArrayList<>();
        try (TopicReader reader = new TopicReader(
                clients,
                "seen",
                List.of(Topic.EVENTS.id()),
                records -> records.forEach(entry -> seen.add(EventsCodec.decode(entry.value()))))) {
            Answer answer = post("""
                    [{"id": "1", "key": "user-1", "type": "login", "time": "2026-03-02T09:00:00Z", "attributes": {"country": "DE", "n": 3}},
                     {"key": "user-2", "time": 1772442000}, 7,
                     {"key": "user-2", "type": "pay", "time": 1}]""");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).containsEntry("accepted", 1L).containsEntry("refused", 3L);
            assertThat(String.valueOf(answer.body().get("errors")))
                    .contains("type is missing", "an event is an object", "1970-01-01");
            assertThat(post("{\"key\": 5").status()).isEqualTo(400);
            outside(Topic.EVENTS_IN, "{\"key\": \"user-2\", \"type\": \"pay\", \"time\": 1772442000}");
            await().atMost(LIMIT).until(() -> seen.size() == 2);
            assertThat(seen)
                    .containsExactlyInAnyOrder(
                            new Event("1", "user-1", "login", NINE, Map.of("country", "DE", "n", "3")),
                            new Event("", "user-2", "pay", NINE, Map.of()));
        }
    }

    private Answer post(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return role.events()
                .handle(new PointsRequest(
                        "application/json", "", bytes.length, Map.of(), new ByteArrayInputStream(bytes)));
    }

    private void outside(Topic topic, String text) {
        producer.send(new ProducerRecord<>(topic.id(), null, text.getBytes(UTF_8)));
        producer.flush();
    }

    private List<Double> values(SeriesKey series, long from) {
        return java.util.Arrays.stream(
                        store.read(series.id(), from, from + Micros.HOUR).value())
                .boxed()
                .toList();
    }
}
