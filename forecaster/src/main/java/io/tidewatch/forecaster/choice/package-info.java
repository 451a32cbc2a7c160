// SPDX-License-Identifier: GPL-3.0-or-later
/** Which method forecasts a series, and what is remembered of that from night to night. */
@NullMarked
package io.tidewatch.forecaster.choice;

import org.jspecify.annotations.NullMarked;
