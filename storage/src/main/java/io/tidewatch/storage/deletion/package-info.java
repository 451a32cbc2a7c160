// SPDX-License-Identifier: GPL-3.0-or-later
/** What goes when a KPI or a series is deleted: each role deletes what it writes. */
@NullMarked
package io.tidewatch.storage.deletion;

import org.jspecify.annotations.NullMarked;
