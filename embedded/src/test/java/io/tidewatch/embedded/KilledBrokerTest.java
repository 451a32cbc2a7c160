// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerTest {
    @TempDir
    Path directory;

    /** With eight of them at work, some are always between the decision to commit and its markers. */
    @Test
    void endsTheTransactionsThatWereBeingCommittedAtTheKill() throws Exception {
        killOneInTheMiddle();
        assertThat(KilledBroker.left(directory.resolve("log"))).isTrue();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                            .as("ends of what is committed, a transaction without an end would hold them back")
                            .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        }
        assertThat(KilledBroker.left(directory.resolve("log"))).isFalse();
    }

    @Test
    void knowsADirectoryWithoutPartitions() throws Exception {
        Files.createDirectories(directory.resolve("__cluster_metadata-0"));
        assertThat(KilledBroker.left(directory)).isFalse();
        Files.createDirectories(directory.resolve("points-0"));
        assertThat(KilledBroker.left(directory)).isTrue();
        Files.createFile(directory.resolve(".kafka_cleanshutdown"));
        assertThat(KilledBroker.left(directory)).isFalse();
    }

    private void killOneInTheMiddle() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyBrokerMain.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            StringBuilder said = new StringBuilder();
            int busy = 0;
            for (String line; busy < BusyBrokerMain.PRODUCERS && (line = output.readLine()) != null; ) {
                busy += line.equals("busy") ? 1 : 0;
                said.append(line).append('\n');
            }
            assertThat(busy).as(said.toString()).isEqualTo(BusyBrokerMain.PRODUCERS);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, BusyBrokerMain.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(BusyBrokerMain.TOPIC, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get(30, TimeUnit.SECONDS);
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
