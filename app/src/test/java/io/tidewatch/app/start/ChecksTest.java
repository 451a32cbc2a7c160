// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidewatch.app.settings.Problem;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.app.settings.SettingsReader;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.log.TestBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void namesEverythingThatIsMissingAtOnce() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "not a directory");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Problem> problems = Checks.of(settings(Map.of(
                    "tidewatch.port", Integer.toString(taken.getLocalPort()),
                    "tidewatch.data", file.resolve("below").toString(),
                    "tidewatch.jdbc-url", "jdbc:postgresql://127.0.0.1:1/x?user=u&password=secret",
                    "tidewatch.kafka", "127.0.0.1:1",
                    "mlflow.tracking.uri", "mlruns")));
            assertThat(problems)
                    .extracting(Problem::toString)
                    .satisfiesExactly(
                            port -> assertThat(port).contains("Port " + taken.getLocalPort(), "TIDEWATCH_PORT"),
                            directory -> assertThat(directory).contains("can't be written", "TIDEWATCH_DATA"),
                            database -> assertThat(database)
                                    .contains("jdbc:postgresql://127.0.0.1:1/x doesn't answer", "TIDEWATCH_JDBC_URL")
                                    .doesNotContain("secret"),
                            kafka -> assertThat(kafka).contains("Kafka at 127.0.0.1:1", "TIDEWATCH_KAFKA"),
                            mlflow -> assertThat(mlflow).contains("MLFLOW_TRACKING_URI is \"mlruns\""));
            assertThat(new CannotStart(problems)).hasMessageContaining("\n  5. ");
        }
    }

    @Test
    void aRoleWithoutServersIsToldWhatToName() {
        assertThat(Checks.of(settings(Map.of("tidewatch.roles", "scorer", "tidewatch.port", "0"))))
                .extracting(Problem::remedy)
                .containsExactly(
                        "Set TIDEWATCH_JDBC_URL, or add the role postgres.",
                        "Set TIDEWATCH_KAFKA, or add the role broker.");
    }

    @Test
    void theNumberOfPartitionsMustBeTheTopics() {
        try (TestBroker broker = TestBroker.own();
                TestDatabase database = TestDatabase.empty()) {
            Map<String, String> servers = Map.of(
                    "tidewatch.port", "0", "tidewatch.jdbc-url", database.url(), "tidewatch.kafka", broker.bootstrap());
            assertThat(Checks.of(settings(servers)))
                    .extracting(Problem::what)
                    .singleElement()
                    .asString()
                    .contains("has 4 partitions, the settings say 12", "TIDEWATCH_KAFKA_PARTITIONS");
            Map<String, String> right = new HashMap<>(servers);
            right.put("tidewatch.kafka-partitions", "4");
            assertThat(Checks.of(settings(right))).isEmpty();
        }
    }

    private Settings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.putIfAbsent("tidewatch.data", data.toString());
        return new SettingsReader(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(all, "test", 100))
                        .build())
                .read();
    }
}
