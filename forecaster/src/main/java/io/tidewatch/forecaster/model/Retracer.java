// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.forecaster.feature.Holidays;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes histories ready to be forecast from their last midnights by any of the models. Pure; safe for use by several threads. */
public final class Retracer {
    /** Fewer past midnights say too little about which model is good. */
    private static final int LEAST_PAST = 7;

    private final List<PathModel> cheap = Forecaster.cheap();
    private final List<PathModel> heavy = Forecaster.heavy();

    /** Whether a mixture of these models can be made: one chosen by another release may name models that are gone. */
    public boolean knows(Set<String> names) {
        return Stream.concat(cheap.stream(), heavy.stream())
                .map(PathModel::name)
                .collect(Collectors.toSet())
                .containsAll(names);
    }

    /**
     * @param history what is known before {@code end}, masked points left out; points may be missing
     * @param step in force, microseconds
     * @param end a local midnight, UTC microseconds
     * @param horizon how far to forecast, microseconds
     * @return empty where the history is too short for it
     */
    public Optional<Trial> trial(History history, long step, long end, long horizon, ZoneId zone, Holidays holidays) {
        WallClock clock = new WallClock(zone);
        Resolution resolution = Resolution.of(step);
        if (resolution.isDaily() || history.size() == 0) {
            return Optional.empty();
        }
        long wallEnd = clock.day(end) * Micros.DAY;
        int rows = (int) Math.ceilDiv(horizon, resolution.step());
        Prepared prepared = Prepared.of(
                new History(clock.at(history.micros()), history.values(), history.weights()),
                resolution,
                wallEnd,
                rows,
                Forecaster.MOST_DAYS,
                holidays);
        int past = prepared.task().origins().length - 1;
        return past < LEAST_PAST ? Optional.empty() : Optional.of(new Trial(prepared, rows, cheap, heavy));
    }
}
