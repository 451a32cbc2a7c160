// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.forecaster.profile.History;
import java.util.Optional;

/** One series trained night after night, each going on from the one before, as the nightly run does; for one thread. */
public final class SuccessiveNights {
    private final ForecastMethod method;
    private Optional<ModelState> state = Optional.empty();

    public SuccessiveNights() {
        this(new ChosenMethod());
    }

    public SuccessiveNights(ForecastMethod method) {
        this.method = method;
    }

    /** The next night. */
    public Optional<Forecast> train(History history, long modelVersion) {
        Optional<Trained> trained = method.train(history, state, modelVersion);
        trained.ifPresent(night -> state = Optional.of(night.state()));
        return trained.map(Trained::forecast);
    }
}
