// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.pull;

import io.tidewatch.storage.source.SqlSource;
import java.time.Duration;
import java.time.Instant;

/**
 * A source and where its points go.
 *
 * @param overlap how far before the last row's time it is read again, for rows that were committed late
 * @param start for the first time
 */
record Pull(String name, SqlSource source, String kpi, Duration every, Duration overlap, Instant start) {}
