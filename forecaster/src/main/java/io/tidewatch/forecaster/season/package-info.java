// SPDX-License-Identifier: GPL-3.0-or-later
/** Seasons found in the data. */
@NullMarked
package io.tidewatch.forecaster.season;

import org.jspecify.annotations.NullMarked;
