// SPDX-License-Identifier: GPL-3.0-or-later
/** What it costs to store a point. */
@NullMarked
package io.tidewatch.bench.ingest;

import org.jspecify.annotations.NullMarked;
