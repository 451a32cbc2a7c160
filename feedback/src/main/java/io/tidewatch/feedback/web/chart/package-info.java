// SPDX-License-Identifier: GPL-3.0-or-later
/** Charts drawn on the server: the sparkline of a row. */
@NullMarked
package io.tidewatch.feedback.web.chart;

import org.jspecify.annotations.NullMarked;
