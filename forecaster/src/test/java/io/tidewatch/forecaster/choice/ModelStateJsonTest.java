// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelStateJsonTest {
    /** No golden file is ever written again: states that stand in databases must be read for ever. */
    @Test
    void theGoldenFileOfFormatOneIsRead() throws IOException {
        assertThat(ModelStateJson.read(golden("model-state-1.json")))
                .isEqualTo(state(
                        1, Map.of("direct", List.of(0.625), "naive", List.of(0.125), "recursive", List.of(0.25))));
    }

    @Test
    void theGoldenFileOfFormatTwoIsReadAndWritten() throws IOException {
        ModelState state = state(2, Map.of("naive", List.of(0.125, 0.0), "steady-ar", List.of(0.875, 1.0)));
        String golden = golden("model-state-2.json");
        assertThat(ModelStateJson.read(golden)).isEqualTo(state);
        assertThat(ModelStateJson.write(state)).isEqualTo(golden.strip());
    }

    private static ModelState state(int features, Map<String, List<Double>> weights) {
        return new ModelState(
                features,
                "blend",
                new TreeMap<>(weights),
                new TreeMap<>(),
                1_772_409_600_000_000L,
                1.5,
                2.25,
                3.125,
                6.5);
    }

    @Test
    void anUntriedStateComesBack() {
        assertThat(ModelStateJson.read(ModelStateJson.write(ModelState.UNTRIED)))
                .isEqualTo(ModelState.UNTRIED);
    }

    @Test
    void saysWhatCannotBeRead() {
        assertThatThrownBy(() -> ModelStateJson.read("{\"format\": 3}"))
                .hasMessageContaining("format 3")
                .hasMessageContaining("newer Tidewatch");
        assertThatThrownBy(() -> ModelStateJson.read("nonsense")).hasMessageContaining("no model state");
        assertThatThrownBy(() -> ModelStateJson.read("{\"format\": 1, \"weights\": {\"direct\": 2}}"))
                .hasMessageContaining("2.0 of direct");
        assertThatThrownBy(() ->
                        ModelStateJson.read("{\"format\": 2, \"weights\": {\"naive\": [0.5, 1], \"direct\": [0.5]}}"))
                .hasMessageContaining("the same parts");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ModelStateJsonTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
