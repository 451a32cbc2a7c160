// SPDX-License-Identifier: GPL-3.0-or-later
/** Calendars of other programs, as iCalendar files (RFC 5545). */
@NullMarked
package io.tidewatch.feedback.calendar.ics;

import org.jspecify.annotations.NullMarked;
