// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
    private final List<String> happened = new ArrayList<>();
    private final Ladder ladder = new Ladder();

    @Test
    void stopsInReverseAndOnce() {
        climb("servers");
        climb("schema");
        climb("roles");
        ladder.close();
        ladder.close();
        assertThat(happened).containsExactly("+servers", "+schema", "+roles", "-roles", "-schema", "-servers");
    }

    @Test
    void aHalfStartIsTakenBack() {
        climb("servers");
        climb("schema");
        assertThatThrownBy(() -> ladder.climb(
                        "roles",
                        () -> {
                            throw new IllegalArgumentException("no");
                        },
                        () -> happened.add("-roles")))
                .hasMessage("no");
        assertThat(happened).containsExactly("+servers", "+schema", "-schema", "-servers");
    }

    @Test
    void oneThatCannotStopKeepsNoOtherFromStopping() {
        climb("servers");
        ladder.climb("schema", () -> {}, () -> {
            throw new IllegalStateException("stuck");
        });
        climb("roles");
        ladder.close();
        assertThat(happened).containsExactly("+servers", "+roles", "-roles", "-servers");
    }

    @Test
    void whoWasToldToStopStartsNothingMore() {
        climb("servers");
        ladder.close();
        assertThatThrownBy(() -> climb("schema")).hasMessageContaining("told to stop before schema");
        assertThat(happened).containsExactly("+servers", "-servers");
    }

    private void climb(String name) {
        ladder.climb(name, () -> happened.add("+" + name), () -> happened.add("-" + name));
    }
}
