// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.triage;

/** How the earlier alerts of a series were judged. */
public record SeriesRecord(int trueAlerts, int falseAlerts) {
    public static final SeriesRecord NONE = new SeriesRecord(0, 0);

    public SeriesRecord plus(boolean isTrue) {
        return isTrue ? new SeriesRecord(trueAlerts + 1, falseAlerts) : new SeriesRecord(trueAlerts, falseAlerts + 1);
    }

    int judged() {
        return trueAlerts + falseAlerts;
    }
}
