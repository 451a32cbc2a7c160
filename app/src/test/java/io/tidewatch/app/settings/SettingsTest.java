// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Z0-9_]+)` \\| `([a-z0-9.-]+)` \\| (?:`([^`]*)`)? ?\\|.*");

    @Test
    void thePageHasEveryNameAndDefault() throws IOException {
        Map<String, String> written = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(row.group(1)).isEqualTo(Setting.environment(row.group(2)));
                written.put(row.group(2), row.group(3) == null ? "" : row.group(3));
            }
        }
        assertThat(written).isEqualTo(KnownKeys.all());
    }

    @Test
    void nothingSetIsOneMachineWithEverything() {
        SettingsReader reader = new SettingsReader(config(Map.of()));
        Settings settings = reader.read();
        assertThat(reader.problems()).isEmpty();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.publicUrl()).isEqualTo("http://127.0.0.1:8090");
        assertThat(settings.parts()).containsExactly(Part.values());
        assertThat(settings.runsPostgres()).isTrue();
        assertThat(settings.runsBroker()).isTrue();
        assertThat(settings.data()).isEqualTo(Path.of(".tidewatch").toAbsolutePath());
    }

    @Test
    void theDataDirectoryStandsBesideTheLauncher() {
        Settings settings = new SettingsReader(config(Map.of("TIDEWATCH_HOME", "/opt/tw"))).read();
        assertThat(settings.data()).isEqualTo(Path.of("/opt/tw/.tidewatch"));
        Settings elsewhere =
                new SettingsReader(config(Map.of("TIDEWATCH_HOME", "/opt/tw", "tidewatch.data", "/var/tw"))).read();
        assertThat(elsewhere.data()).isEqualTo(Path.of("/var/tw"));
    }

    @Test
    void serversElsewhereReplaceTheEmbeddedOnes() {
        Settings settings = new SettingsReader(
                        config(Map.of("tidewatch.jdbc-url", "jdbc:postgresql://db/x", "tidewatch.kafka", "kafka:9092")))
                .read();
        assertThat(settings.runsPostgres()).isFalse();
        assertThat(settings.runsBroker()).isFalse();
        assertThat(settings.toString()).doesNotContain("jdbc");
    }

    @Test
    void aServerAloneServesNoHttp() {
        Settings settings = new SettingsReader(config(Map.of("tidewatch.roles", "broker"))).read();
        assertThat(settings.servesHttp()).isFalse();
        assertThat(settings.parts()).isEqualTo(Set.of(Part.BROKER));
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        SettingsReader reader = new SettingsReader(config(Map.of(
                "tidewatch.port", "80900",
                "tidewatch.roles", "ingest,scorrer",
                "tidewatch.kafka-partitions", "many",
                "tidewatch.secure-cookies", "yes")));
        reader.read();
        assertThat(reader.problems())
                .extracting(Problem::toString)
                .hasSize(4)
                .anyMatch(text -> text.contains("TIDEWATCH_PORT is \"80900\"") && text.contains("0 to 65535"))
                .anyMatch(text -> text.contains("no role \"scorrer\"") && text.contains("scorer"))
                .anyMatch(text -> text.contains("TIDEWATCH_KAFKA_PARTITIONS is \"many\""))
                .anyMatch(text -> text.contains("TIDEWATCH_SECURE_COOKIES is \"yes\""));
    }

    @Test
    void findsTyposAndSuggestsWhatWasMeant() {
        List<Problem> problems = KnownKeys.unknown(List.of(
                "TIDEWATCH_ROLE",
                "tidewatch.role",
                "tidewatch.ingest.max-labls",
                "TIDEWATCH_INGEST_MAX_LABELS",
                "tidewatch.port",
                "TIDEWATCH_HOME",
                "java.home"));
        assertThat(problems)
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "There is no setting TIDEWATCH_ROLE (is TIDEWATCH_ROLES meant?).",
                        "There is no setting tidewatch.ingest.max-labls (is tidewatch.ingest.max-labels meant?).");
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
