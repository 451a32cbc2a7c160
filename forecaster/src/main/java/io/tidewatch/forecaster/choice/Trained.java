// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import io.tidewatch.core.forecast.Forecast;

/**
 * What a night's training of one series gives.
 *
 * @param state what the next night goes on from
 */
public record Trained(Forecast forecast, ModelState state) {}
