// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.forecaster.model.Retraced;
import io.tidewatch.forecaster.profile.DayAhead;
import io.tidewatch.forecaster.profile.History;
import java.util.Optional;

/** A mixture of models, by slots of the local day. */
final class Mixture implements DayAhead {
    private final Retraced retraced;
    private final long stepMicros;
    private final long firstAhead;
    private final WallClock clock;

    Mixture(Retraced retraced, History history) {
        this.retraced = retraced;
        this.stepMicros = history.stepMicros();
        this.clock = new WallClock(history.zone());
        this.firstAhead = clock.day(history.trainedTo());
    }

    Retraced retraced() {
        return retraced;
    }

    @Override
    public String method() {
        return retraced.method();
    }

    @Override
    public Optional<double[]> past(long localDay) {
        long origin = retraced.past() - (firstAhead - localDay);
        if (origin < 0 || origin >= retraced.past()) {
            return Optional.empty();
        }
        double[] path = retraced.paths()[(int) origin];
        double[] curve = new double[WallClock.slots(stepMicros)];
        for (int slot = 0; slot < curve.length; slot++) {
            curve[slot] = path[(int) Math.min(path.length - 1, slot * stepMicros / retraced.step())];
        }
        return Optional.of(curve);
    }

    @Override
    public double ahead(long micros) {
        double[] path = retraced.paths()[retraced.past()];
        long row = (clock.local(micros) - firstAhead * Micros.DAY) / retraced.step();
        return row < 0 || row >= path.length ? Double.NaN : path[(int) row];
    }
}
