// SPDX-License-Identifier: GPL-3.0-or-later
/** Points pulled from tables of other databases. */
@NullMarked
package io.tidewatch.ingest.pull;

import org.jspecify.annotations.NullMarked;
