// SPDX-License-Identifier: GPL-3.0-or-later
/** What the forecaster expects. */
@NullMarked
package io.tidewatch.core.forecast;

import org.jspecify.annotations.NullMarked;
