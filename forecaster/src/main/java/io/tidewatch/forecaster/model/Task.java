// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model: {@code horizon} rows from each origin, from nothing at or after that origin. Keeps what several
 * models want to know of the same rows; for one thread.
 */
public final class Task {
    private final Rows rows;
    private final int[] origins;
    private final int horizon;
    private final Map<Integer, Decomposition[]> decompositions = new HashMap<>();
    private @Nullable Task daily;

    /** @param origins row numbers, ascending; the last is {@code rows.size()}, the forecast itself; the others are its past */
    public Task(Rows rows, int[] origins, int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("the horizon must be at least 1 row, not " + horizon);
        }
        if (origins.length == 0 || origins[origins.length - 1] != rows.size()) {
            throw new IllegalArgumentException("the last origin must be the end of the history, row " + rows.size());
        }
        this.rows = rows;
        this.origins = origins;
        this.horizon = horizon;
    }

    public Rows rows() {
        return rows;
    }

    public int[] origins() {
        return origins;
    }

    public int horizon() {
        return horizon;
    }

    /** The seasons of the rows before each origin. */
    Decomposition[] decompositions(int dailyReach) {
        return decompositions.computeIfAbsent(dailyReach, reach -> {
            Decomposition[] parts = new Decomposition[origins.length];
            Decomposition.Scratch scratch = new Decomposition.Scratch(rows.size());
            for (int o = 0; o < parts.length; o++) {
                int from = Math.max(0, origins[o] - Decomposition.CYCLES * rows.cycle());
                parts[o] = new Decomposition(rows, from, origins[o], reach, scratch);
            }
            return parts;
        });
    }

    /** The same without the long season. */
    Task daily() {
        Task known = daily;
        if (known == null) {
            known = new Task(new Rows(rows.y(), rows.weight(), rows.cycle(), 0, rows.rowsPerDay()), origins, horizon);
            daily = known;
        }
        return known;
    }
}
