// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.migrations;

/** What the server keeps time series in. */
public enum Engine {
    /** Hypertables, continuous aggregates, columnstore and retention. */
    TIMESCALE,
    /** The same tables and views on PostgreSQL alone. */
    PLAIN
}
