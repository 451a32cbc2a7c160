// SPDX-License-Identifier: GPL-3.0-or-later
/** The time machine: history through the forecaster's trainer and the scorer's detector, in simulated time. */
@NullMarked
package io.tidewatch.replay;

import org.jspecify.annotations.NullMarked;
