// SPDX-License-Identifier: GPL-3.0-or-later
/** The rolling-origin backtest, its measures and its command. */
@NullMarked
package io.tidewatch.forecaster.backtest;

import org.jspecify.annotations.NullMarked;
