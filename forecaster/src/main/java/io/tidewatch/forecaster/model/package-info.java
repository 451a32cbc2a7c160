// SPDX-License-Identifier: GPL-3.0-or-later
/** The forecasting methods behind one small interface, and their blend. */
@NullMarked
package io.tidewatch.forecaster.model;

import org.jspecify.annotations.NullMarked;
