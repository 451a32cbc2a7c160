// SPDX-License-Identifier: GPL-3.0-or-later
/** The page of the calendar. */
@NullMarked
package io.tidewatch.feedback.web.calendar;

import org.jspecify.annotations.NullMarked;
