// SPDX-License-Identifier: GPL-3.0-or-later
/** Everything that a chart of one series shows. */
@NullMarked
package io.tidewatch.feedback.chart;

import org.jspecify.annotations.NullMarked;
