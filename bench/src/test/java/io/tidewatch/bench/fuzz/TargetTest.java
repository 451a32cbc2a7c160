// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fuzzer's regression in a second: its seeds, each a few hundred times with a little damage. */
class TargetTest {
    private static final int ROUNDS = 300;

    private final LonelyDoors doors = new LonelyDoors();

    @ParameterizedTest
    @EnumSource
    void blamesTheSenderWhateverComes(Target target) {
        long seed = 11;
        Random random = new Random(seed);
        for (byte[] good : Seeds.of(target)) {
            target.run(doors, good);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bad = good.clone();
                for (int i = 0; i <= random.nextInt(4); i++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                assertThatCode(() -> target.run(doors, bad))
                        .as("seed %d, round %d", seed, round)
                        .doesNotThrowAnyException();
            }
        }
    }
}
