// SPDX-License-Identifier: GPL-3.0-or-later
/** What comes in: counts, cardinality, the hottest series, and what was refused. */
@NullMarked
package io.tidewatch.ingest.status;

import org.jspecify.annotations.NullMarked;
