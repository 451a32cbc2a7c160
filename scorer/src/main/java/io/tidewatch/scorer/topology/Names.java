// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

/** Nodes and stores; the stores' names are part of their changelogs' names, so they stay as they are. */
final class Names {
    static final String POINTS = "points";
    static final String FORECASTS = "forecasts";
    static final String CALIBRATIONS = "calibrations";
    static final String SETTINGS_SOURCE = "settings-source";
    static final String SETTINGS_UPDATE = "settings-update";
    static final String SCORE = "score";
    static final String ALERTS = "alerts";
    static final String SCORES = "scores";
    static final String EVENTS = "events";
    static final String LOOKUP = "lookup";
    static final String JOINS = "joins";
    static final String JOINS_OUT = "joins-out";
    static final String JOINT = "joint";

    /** Series id to the detector's memory: checkpoints, what was told, which inputs. */
    static final String STATES = "detector-states";
    /** Series id and time to the value, for points since the checkpoint. */
    static final String POINT_LOG = "points-since";
    /** Series id to the forecast in force and the next one. */
    static final String FORECAST_STORE = "current-forecasts";
    /** Series id to the newest calibration record. */
    static final String CALIBRATION_STORE = "current-calibrations";
    /** The partition's clock under an empty key; and series id to canonical form for each series that waits for the clock. */
    static final String CLOCK = "clock";
    /** Virtual series id to what its composite or event count keeps. */
    static final String JOINT_STATES = "joint-states";
    /** As {@link #CLOCK}, for virtual series. */
    static final String JOINT_CLOCK = "joint-clock";
    /** A lookup record by its key. */
    static final String LOOKUPS = "lookups";
    /** A settings record by its key. */
    static final String SETTINGS = "settings";

    private Names() {}
}
