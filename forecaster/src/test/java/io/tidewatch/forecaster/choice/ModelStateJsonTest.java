// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelStateJsonTest {
    private static final ModelState STATE = new ModelState(
            1,
            "blend",
            new TreeMap<>(Map.of("direct", 0.625, "naive", 0.125, "recursive", 0.25)),
            1_772_409_600_000_000L,
            1.5,
            2.25,
            3.125,
            6.5);

    /** Never written again: states that stand in databases must be read for ever. */
    @Test
    void theGoldenFileOfFormatOneIsReadAndWritten() throws IOException {
        String golden = golden("model-state-1.json");
        assertThat(ModelStateJson.read(golden)).isEqualTo(STATE);
        assertThat(ModelStateJson.write(STATE)).isEqualTo(golden.strip());
    }

    @Test
    void anUntriedStateComesBack() {
        assertThat(ModelStateJson.read(ModelStateJson.write(ModelState.UNTRIED)))
                .isEqualTo(ModelState.UNTRIED);
    }

    @Test
    void saysWhatCannotBeRead() {
        assertThatThrownBy(() -> ModelStateJson.read("{\"format\": 2}"))
                .hasMessageContaining("format 2")
                .hasMessageContaining("newer Tidewatch");
        assertThatThrownBy(() -> ModelStateJson.read("nonsense")).hasMessageContaining("no model state");
        assertThatThrownBy(() -> ModelStateJson.read("{\"format\": 1, \"weights\": {\"direct\": 2}}"))
                .hasMessageContaining("2.0 of direct");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ModelStateJsonTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
