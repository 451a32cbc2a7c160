// SPDX-License-Identifier: GPL-3.0-or-later
/** The HTTP door for points: JSON and CSV. */
@NullMarked
package io.tidewatch.ingest.points;

import org.jspecify.annotations.NullMarked;
