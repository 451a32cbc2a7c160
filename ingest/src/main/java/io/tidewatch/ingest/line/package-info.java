// SPDX-License-Identifier: GPL-3.0-or-later
/** Influx line protocol: what Telegraf and many others speak. */
@NullMarked
package io.tidewatch.ingest.line;

import org.jspecify.annotations.NullMarked;
