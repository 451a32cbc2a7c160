// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A process with a broker that is always in the middle of committing transactions, until it is killed. */
final class BusyBrokerMain {
    static final String TOPIC = "busy";
    static final int PARTITIONS = 8;
    static final int PRODUCERS = 8;

    private BusyBrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        for (int producer = 0; producer < PRODUCERS; producer++) {
            String name = "busy-" + producer;
            new Thread(() -> transactions(broker.bootstrap(), name)).start();
        }
    }

    private static void transactions(String bootstrap, String name) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                name,
                // What was not yet about to be committed is aborted after that, so that a test need not wait for long.
                "transaction.timeout.ms",
                1_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int sent = 1; ; sent++) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(TOPIC, partition, null, new byte[10]));
                }
                producer.commitTransaction();
                if (sent == 20) {
                    System.out.println("busy");
                }
            }
        }
    }
}
