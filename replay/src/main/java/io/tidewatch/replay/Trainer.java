// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.forecaster.profile.History;
import java.util.Optional;

/** What trains at each midnight; {@code SuccessiveNights::train} unless an experiment says otherwise. */
@FunctionalInterface
public interface Trainer {
    Optional<Forecast> train(History history, long modelVersion);
}
