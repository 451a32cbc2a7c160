// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How the forecaster works. */
@ConfigMapping(prefix = "tidewatch.forecaster")
public interface ForecasterSettings {
    /** Threads that train. */
    @WithDefault("1")
    int workers();

    /** Series that a worker reads the points of at once; a crash repeats the one that each worker was at. */
    @WithDefault("64")
    int batch();

    /** How often it looks whether a training is due, has been asked for or became possible. */
    @WithDefault("2s")
    Duration look();

    /** How long forecasts of versions that no longer serve are kept. */
    @WithDefault("90d")
    Duration keep();

    /** How often MLflow is asked whether somebody has moved a champion alias there. */
    @WithDefault("1m")
    Duration aliases();

    /** Where models are tracked, as in {@code http://mlflow:5000}; nowhere where empty. */
    Optional<URI> mlflow();
}
