// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.calibration;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.Calibration;

/**
 * A calibration to be stored.
 *
 * @param ownVerdicts how many of its verdicts are about the series itself
 */
public record NewCalibration(SeriesId series, Calibration calibration, int ownVerdicts) {}
