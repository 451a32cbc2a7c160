// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.verdict.Calibration;

/** An input beside the points, and after which of them it came. */
public sealed interface Control {
    /** The watermark when it came: it is news for the first point after that. */
    long after();

    /** @param settings also where they are not newer, as long as they are others */
    record NewSettings(long after, Settings settings) implements Control {}

    record NewCalibration(long after, Calibration calibration) implements Control {}

    record NewForecast(long after, Forecast forecast) implements Control {}

    default boolean isWhatApplied(ControlApplied applied) {
        return switch (this) {
            case NewSettings(long after, Settings settings) ->
                applied.kind() == ControlApplied.Kind.SETTINGS && settings.version() == applied.version();
            case NewCalibration(long after, Calibration calibration) ->
                applied.kind() == ControlApplied.Kind.CALIBRATION && calibration.version() == applied.version();
            case NewForecast(long after, Forecast forecast) ->
                applied.kind() == ControlApplied.Kind.MODEL && forecast.modelVersion() == applied.version();
        };
    }

    default void applyTo(SeriesWatch watch) {
        switch (this) {
            case NewSettings(long after, Settings settings) -> watch.apply(settings);
            case NewCalibration(long after, Calibration calibration) -> watch.apply(calibration);
            case NewForecast(long after, Forecast forecast) -> watch.apply(forecast);
        }
    }
}
