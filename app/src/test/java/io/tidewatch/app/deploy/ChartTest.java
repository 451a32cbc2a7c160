// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidewatch.app.settings.KnownKeys;
import io.tidewatch.app.settings.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Helm chart, read as text: nothing here can render it. */
class ChartTest {
    private static final Path CHART = Path.of("..", "deploy", "helm", "tidewatch");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:TIDEWATCH|MLFLOW)_[A-Z_]+");
    private static final Pattern VALUE = Pattern.compile("\\$\\.Values((?:\\.\\w+)+)");
    private static final Pattern OF_ROLE = Pattern.compile("\\$role\\.(\\w+)");

    @Test
    void everyVariableIsKnownToTheApplication() throws IOException {
        Set<String> named = found(VARIABLE, 0);
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(KnownKeys.unknown(named)).isEmpty();
    }

    @Test
    void whatTheTemplateReadsIsAmongTheValues() throws IOException {
        for (String path : found(VALUE, 1)) {
            assertThat(values().at(path.replace('.', '/')).isMissingNode())
                    .as(path)
                    .isFalse();
        }
        Set<String> fields = found(OF_ROLE, 1);
        for (JsonNode role : values().path("roles")) {
            Set<String> names = new TreeSet<>();
            role.fieldNames().forEachRemaining(names::add);
            assertThat(names).isEqualTo(fields);
        }
    }

    @Test
    void togetherTheRolesAreAllThereAreAndTheImageIsPinned() throws IOException {
        List<String> named = new ArrayList<>();
        for (JsonNode role : values().path("roles")) {
            named.addAll(List.of(role.path("roles").asText().split(",", -1)));
        }
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(EnumSet.range(Part.FEEDBACK, Part.REPLAY).stream()
                        .map(Part::slug)
                        .toList());
        assertThat(values().at("/image/tag").asText()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void everyBraceIsClosed() throws IOException {
        String text = template();
        assertThat(Pattern.compile("\\{\\{[^{}]*\\}\\}").matcher(text).results().count())
                .isEqualTo(Pattern.compile("\\{\\{").matcher(text).results().count());
        assertThat(Pattern.compile("\\{\\{-? (?:if|range) ")
                        .matcher(text)
                        .results()
                        .count())
                .isEqualTo(
                        Pattern.compile("\\{\\{-? end ").matcher(text).results().count());
    }

    private static Set<String> found(Pattern pattern, int group) throws IOException {
        Set<String> found = new TreeSet<>();
        pattern.matcher(template()).results().forEach(match -> found.add(match.group(group)));
        return found;
    }

    private static String template() throws IOException {
        return Files.readString(CHART.resolve("templates").resolve("roles.yaml"));
    }

    private static JsonNode values() throws IOException {
        return new YAMLMapper().readTree(CHART.resolve("values.yaml").toFile());
    }
}
