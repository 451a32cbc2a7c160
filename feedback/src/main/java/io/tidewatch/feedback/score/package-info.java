// SPDX-License-Identifier: GPL-3.0-or-later
/** Served scores, from the log to the table. */
@NullMarked
package io.tidewatch.feedback.score;

import org.jspecify.annotations.NullMarked;
