// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarms and dashboards name numbers that there are, and the page of operations names the alarms. */
class WatchingTest {
    private static final Path ROOT = Path.of("..");
    private static final Path RULES = ROOT.resolve("deploy/prometheus/rules.yml");
    private static final Path DASHBOARD = ROOT.resolve("deploy/grafana/dashboards/tidewatch.json");
    private static final Pattern NUMBER = Pattern.compile("\\btidewatch_[a-z_]+");

    @Test
    void everyNumberIsOneThatARoleHas() throws IOException {
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.toString().contains("/src/main/java/")
                            && path.toString().endsWith(".java"))
                    .toList()) {
                there.addAll(found(Pattern.compile("\"(tidewatch_[a-z_]+)\""), file, 1));
            }
        }
        assertThat(found(NUMBER, RULES, 0)).isNotEmpty().isSubsetOf(there);
        assertThat(found(NUMBER, DASHBOARD, 0)).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void everyAlarmIsExplained() throws IOException {
        assertThat(found(Pattern.compile("(?m)^\\| `(Tidewatch\\w+)` \\|"), ROOT.resolve("docs/operations.md"), 1))
                .isEqualTo(found(Pattern.compile("alert: (\\w+)"), RULES, 1));
    }

    @Test
    void everyPanelHasAUnitAndSomethingToDraw() throws IOException {
        JsonNode panels = new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels");
        assertThat(panels).isNotEmpty();
        for (JsonNode panel : panels) {
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(panel.path("title").asText())
                    .isNotEmpty();
            assertThat(panel.path("targets")).isNotEmpty();
        }
    }

    private static Set<String> found(Pattern pattern, Path file, int group) throws IOException {
        Set<String> found = new TreeSet<>();
        pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(group)));
        return found;
    }
}
