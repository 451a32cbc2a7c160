// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import java.util.Random;

/**
 * An invented series with a daily season: value and bounds at each step, a gap, and an episode.
 *
 * @param seed of the noise
 * @param level the day's mean
 * @param swing of the day, as a share of the level
 * @param noise as a share of the level
 * @param height by what the value is multiplied in the episode
 */
record Tide(long seed, double level, double swing, double noise, double height) {
    double expected(long seconds) {
        double day = seconds % 86_400 / 86_400.0;
        return level * (1 + swing * Math.sin(2 * Math.PI * (day - 0.3)) + 0.25 * swing * Math.sin(4 * Math.PI * day));
    }

    double half() {
        return level * Math.max(0.06, 2.4 * noise);
    }

    double value(long seconds, double inside) {
        Random random = new Random(seed * 31 + seconds);
        random.nextDouble();
        double slow = new Random(seed + seconds / 3600).nextGaussian();
        double quiet = expected(seconds) + level * noise * (0.7 * random.nextGaussian() + 0.5 * slow);
        return Math.max(0, quiet * (1 + (height - 1) * inside));
    }
}
