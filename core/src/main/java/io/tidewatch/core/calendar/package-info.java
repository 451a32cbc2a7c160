// SPDX-License-Identifier: GPL-3.0-or-later
/** Events that people know of: campaigns, closures, public holidays. */
@NullMarked
package io.tidewatch.core.calendar;

import org.jspecify.annotations.NullMarked;
