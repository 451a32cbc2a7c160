// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void aRowAndABlockOfRatiosAreTheRatioOfTheSums() {
        // 1 of 10, 9 of 30; 20 of 40; nothing of nothing, which says 7.
        History ratios =
                new History(new long[] {0, 5, 10, 20}, new double[] {0.1, 0.3, 0.5, 7}, new double[] {10, 30, 40, 0});
        Grid grid = Grid.of(ratios, 10, 30, 1, 1, 3);
        assertThat(grid.y()).containsExactly(10.0 / 40, 20.0 / 40, 20.0 / 40);
        assertThat(grid.weight()).containsExactly(20, 40, 0);
        assertThat(Grid.of(ratios, 5, 20, 1, 1, 4).blocks(2).y()).containsExactly(10.0 / 40, (20 + 0.5) / 41);
    }
}
