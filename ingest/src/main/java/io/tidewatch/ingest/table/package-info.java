// SPDX-License-Identifier: GPL-3.0-or-later
/** From the points topic to the table of points. */
@NullMarked
package io.tidewatch.ingest.table;

import org.jspecify.annotations.NullMarked;
