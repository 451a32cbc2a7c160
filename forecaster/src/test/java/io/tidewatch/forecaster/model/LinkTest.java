// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final int ROWS = 56 * 24;

    @Test
    void countsWithEmptyHoursAreModelledByTheirRoots() {
        Random random = new Random(1);
        double[] counts = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            counts[i] = poisson(random, busy(i) * 8);
        }
        assertThat(Link.of(counts, 24)).isEqualTo(Link.ROOT);
        counts[17] += 0.5;
        assertThat(Link.of(counts, 24)).as("of what is no count").isEqualTo(Link.NONE);
    }

    @Test
    void multiplesAreModelledByTheirLogs() {
        Random random = new Random(2);
        double[] multiples = new double[ROWS];
        double[] sums = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double noise = random.nextGaussian();
            multiples[i] = 1000 * busy(i) * Math.exp(0.1 * noise);
            sums[i] = 1000 + 100 * Math.sin(i * Math.PI / 12) + noise;
        }
        assertThat(Link.of(multiples, 24)).isEqualTo(Link.LOG);
        assertThat(Link.of(sums, 24)).isEqualTo(Link.NONE);
    }

    @Test
    void leadsThereAndBack() {
        for (Link link : Link.values()) {
            for (double value : new double[] {0.5, 1, 7, 1e6}) {
                assertThat(link.from(link.to(value))).isCloseTo(value, Offset.offset(1e-9 * value));
            }
        }
        assertThat(Link.ROOT.from(Link.ROOT.to(0))).isCloseTo(0, Offset.offset(1e-12));
        assertThat(Link.ROOT.from(-3)).as("no count is below nothing").isCloseTo(0, Offset.offset(1e-12));
    }

    /** A day and its level, which changes from day to day. */
    private static double busy(int hour) {
        int day = hour / 24;
        return (1.2 + Math.sin(hour * Math.PI / 12)) * (1 + 0.6 * Math.sin(day * 1.7));
    }

    private static double poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
