// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * At which steps a series is modelled: its own where a day has at most 96 of them, else blocks of them, at most 48 a
 * day; a step that doesn't divide the day gives way to the next longer one that does.
 *
 * @param step of the forecast's rows, microseconds
 * @param block rows of the forecast in one row that the models see
 * @param cycle rows of the forecast in the short season
 */
public record Resolution(long step, int block, int cycle) {
    private static final int FINEST = 96;
    private static final int BLOCKS = 48;
    private static final long MINUTE = 60_000_000L;
    private static final long[] STEPS = {
        MINUTE / 60,
        MINUTE / 30,
        MINUTE / 12,
        MINUTE / 6,
        MINUTE / 4,
        MINUTE / 2,
        MINUTE,
        2 * MINUTE,
        3 * MINUTE,
        4 * MINUTE,
        5 * MINUTE,
        6 * MINUTE,
        10 * MINUTE,
        12 * MINUTE,
        15 * MINUTE,
        20 * MINUTE,
        30 * MINUTE,
        60 * MINUTE,
        120 * MINUTE,
        180 * MINUTE,
        240 * MINUTE,
        360 * MINUTE,
        480 * MINUTE,
        720 * MINUTE,
        Grid.DAY
    };

    /** The resolution for points that usually lie {@code usualStep} microseconds apart. */
    public static Resolution of(long usualStep) {
        if (usualStep > Grid.DAY / 2) {
            long days = Math.max(1, Math.round((double) usualStep / Grid.DAY));
            return new Resolution(days * Grid.DAY, 1, days == 1 ? 7 : days == 7 ? 52 : 1);
        }
        long step = usualStep;
        if (Grid.DAY % step != 0 || step < STEPS[0]) {
            step = Grid.DAY;
            for (int i = STEPS.length - 1; i >= 0 && STEPS[i] >= usualStep; i--) {
                step = STEPS[i];
            }
        }
        int rows = (int) (Grid.DAY / step);
        int block = 1;
        if (rows > FINEST) {
            block = Math.ceilDiv(rows, BLOCKS);
            while (rows % block != 0) {
                block++;
            }
        }
        return new Resolution(step, block, rows);
    }

    /** Rows of the forecast in a day; 1 where a row is a day or longer. */
    public int rowsPerDay() {
        return (int) Math.max(1, Grid.DAY / step);
    }

    public boolean isDaily() {
        return step >= Grid.DAY;
    }
}
