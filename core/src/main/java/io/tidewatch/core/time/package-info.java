// SPDX-License-Identifier: GPL-3.0-or-later
/** Event time: UTC microseconds, and the wall clock of a zone. */
@NullMarked
package io.tidewatch.core.time;

import org.jspecify.annotations.NullMarked;
