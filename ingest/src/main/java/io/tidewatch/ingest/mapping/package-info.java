// SPDX-License-Identifier: GPL-3.0-or-later
/** What becomes of a measured value: which KPI and series it is a point of. */
@NullMarked
package io.tidewatch.ingest.mapping;

import org.jspecify.annotations.NullMarked;
