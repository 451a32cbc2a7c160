// SPDX-License-Identifier: GPL-3.0-or-later
/** Training runs, model versions and forecasts: what the forecaster has done and what it expects. */
@NullMarked
package io.tidewatch.storage.forecast;

import org.jspecify.annotations.NullMarked;
