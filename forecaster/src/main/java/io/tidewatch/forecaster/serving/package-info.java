// SPDX-License-Identifier: GPL-3.0-or-later
/** Forecasts for other tools, by the protocol of MLflow's scoring server. */
@NullMarked
package io.tidewatch.forecaster.serving;

import org.jspecify.annotations.NullMarked;
