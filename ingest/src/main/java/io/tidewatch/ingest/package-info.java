// SPDX-License-Identifier: GPL-3.0-or-later
/** Points in: from the doors to the log, and from the log to the table. */
@NullMarked
package io.tidewatch.ingest;

import org.jspecify.annotations.NullMarked;
