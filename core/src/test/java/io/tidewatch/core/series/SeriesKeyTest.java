// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesKeyTest {
    @Test
    void writesLabelsInTheOrderOfTheirBytes() {
        SeriesKey key =
                new SeriesKey("signups", new Labels(Map.of("plan", "pro", "country", "DE", "ä", "x", "Z", "1")));
        assertThat(key).hasToString("signups{Z=\"1\",country=\"DE\",plan=\"pro\",ä=\"x\"}");
    }

    @Test
    void hasNoBracesWithoutLabels() {
        assertThat(SeriesKey.of("signups")).hasToString("signups");
        assertThat(SeriesKey.parse("signups")).isEqualTo(SeriesKey.of("signups"));
    }

    @Test
    void takesItsIdFromTheFirstEightBytesOfTheHash() {
        // printf '%s' 'signups{country="DE"}' | sha256sum
        SeriesKey key = new SeriesKey("signups", Labels.of("country", "DE"));
        assertThat(Long.toHexString(key.id().value())).isEqualTo("224576ca6b4f2464");
        assertThat(SeriesId.ofKey(key.id().key())).isEqualTo(key.id());
    }

    @Test
    void readsBackWhateverItWrites() {
        Random random = new Random(42);
        String alphabet = "ab\"\\\n,={}ß✓ ";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int c = random.nextInt(12); c > 0; c--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            SeriesKey key = new SeriesKey("k", new Labels(Map.of("one", value.toString(), "two", "2")));
            assertThat(SeriesKey.parse(key.toString()))
                    .as("seed 42, round %s", i)
                    .isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a{", "a{}", "a{b}", "a{b=c}", "a{b=\"c}", "a{b=\"c\"", "a{b=\"c\"}d", "a{b=\"c\",b=\"d\"}"})
    void saysWhereATextStopsMakingSense(String text) {
        assertThatThrownBy(() -> SeriesKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("character");
    }
}
