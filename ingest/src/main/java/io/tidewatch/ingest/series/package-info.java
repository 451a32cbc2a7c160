// SPDX-License-Identifier: GPL-3.0-or-later
/** Which KPIs and series are known, also while the database is away. */
@NullMarked
package io.tidewatch.ingest.series;

import org.jspecify.annotations.NullMarked;
