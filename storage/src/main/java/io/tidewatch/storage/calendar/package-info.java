// SPDX-License-Identifier: GPL-3.0-or-later
/** The calendar of known events. */
@NullMarked
package io.tidewatch.storage.calendar;

import org.jspecify.annotations.NullMarked;
