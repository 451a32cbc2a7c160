// SPDX-License-Identifier: GPL-3.0-or-later
/** From verdicts to what the scorer uses. */
@NullMarked
package io.tidewatch.feedback.calibration;

import org.jspecify.annotations.NullMarked;
