// SPDX-License-Identifier: GPL-3.0-or-later
/** Conformal intervals from the errors of past forecasts. */
@NullMarked
package io.tidewatch.forecaster.interval;

import org.jspecify.annotations.NullMarked;
