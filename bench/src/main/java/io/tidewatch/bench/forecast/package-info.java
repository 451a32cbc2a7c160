// SPDX-License-Identifier: GPL-3.0-or-later
/** How accurate the forecaster is on real series, beside R's methods on the same folds. */
@NullMarked
package io.tidewatch.bench.forecast;

import org.jspecify.annotations.NullMarked;
