// SPDX-License-Identifier: GPL-3.0-or-later
/** How numbers, times and durations are written on the pages. */
@NullMarked
package io.tidewatch.feedback.web.format;

import org.jspecify.annotations.NullMarked;
