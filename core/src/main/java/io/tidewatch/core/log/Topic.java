// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.log;

/** The topics. Those keyed by series share one partition count, so that their records of one series meet; so do events and lookups. */
public enum Topic {
    POINTS("tidewatch.points", false, true),
    POINTS_REJECTED("tidewatch.points.rejected", false, false),
    /** What waits to be aggregated, and what came too late for it; ingest's own. */
    SAMPLES("tidewatch.samples", false, true),
    SAMPLES_LATE("tidewatch.samples.late", false, false),
    /** Written by others, read by ingest: JSON, points also as line protocol. */
    POINTS_IN("kpi.points.in", false, false),
    EVENTS_IN("kpi.events.in", false, false),
    EVENTS("tidewatch.events", false, true),
    LOOKUP("tidewatch.lookup", true, true),
    FORECASTS("tidewatch.forecasts", true, true),
    CALIBRATIONS("tidewatch.calibrations", true, true),
    SETTINGS("tidewatch.settings", true, false),
    ALERTS("tidewatch.alerts", false, true),
    JOINS("tidewatch.joins", false, true),
    SCORES("tidewatch.scores", false, true),
    DESK("tidewatch.desk", false, false);

    private final String id;
    private final boolean compacted;
    private final boolean bySeries;

    Topic(String id, boolean compacted, boolean bySeries) {
        this.id = id;
        this.compacted = compacted;
        this.bySeries = bySeries;
    }

    /** The topic's name on the broker. */
    public String id() {
        return id;
    }

    public boolean compacted() {
        return compacted;
    }

    /** Whether it has the partition count that topics keyed by series share. */
    public boolean bySeries() {
        return bySeries;
    }
}
