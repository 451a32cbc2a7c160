// SPDX-License-Identifier: GPL-3.0-or-later
/** Points in their table: written idempotently from the log, read as arrays and as buckets for charts. */
@NullMarked
package io.tidewatch.storage.point;

import org.jspecify.annotations.NullMarked;
