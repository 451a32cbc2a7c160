// SPDX-License-Identifier: GPL-3.0-or-later
/** The points topic: points with their acknowledgement, and the clock. */
@NullMarked
package io.tidewatch.ingest.log;

import org.jspecify.annotations.NullMarked;
