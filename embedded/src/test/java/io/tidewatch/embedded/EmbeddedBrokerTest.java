// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void keepsRecordsTransactionsAndItsPortOverARestart() throws Exception {
        String bootstrap;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            bootstrap = broker.bootstrap();
            assertThat(EmbeddedBroker.lastBootstrap(directory)).isEqualTo(bootstrap);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
            sendInATransaction(bootstrap, "before");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(broker.bootstrap()).isEqualTo(bootstrap);
            sendInATransaction(bootstrap, "after");
            assertThat(valuesOf(bootstrap, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void refusesASecondOneInTheSameDirectory() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("is in use by another Tidewatch process")
                    .hasMessageContaining("TIDEWATCH_DATA");
            assertThat(broker.bootstrap()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void namesATakenPortAndFreesTheDirectory() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("is taken");
        }
        DirectoryLock.take(directory).close();
    }

    @Test
    void namesADirectoryThatCannotBeMade() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("kafka"), 0))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("can't be written")
                .hasMessageContaining("TIDEWATCH_DATA");
    }

    private static void sendInATransaction(String bootstrap, String value) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "transactional.id", "test", "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", value.getBytes(StandardCharsets.UTF_8)));
            producer.commitTransaction();
        }
    }

    private static List<String> valuesOf(String bootstrap, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            for (int poll = 0; poll < 30 && values.size() < count; poll++) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
                records.forEach(found -> values.add(new String(found.value(), StandardCharsets.UTF_8)));
            }
            return values;
        }
    }
}
