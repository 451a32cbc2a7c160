// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

/** Alerts opened in a period by the verdict in force; retracted ones are left out. */
public record LabelCounts(long alerts, long trueAnomalies, long falseAlarms, long expected, long newNormals) {
    public static final LabelCounts NONE = new LabelCounts(0, 0, 0, 0, 0);

    public LabelCounts plus(LabelCounts other) {
        return new LabelCounts(
                alerts + other.alerts,
                trueAnomalies + other.trueAnomalies,
                falseAlarms + other.falseAlarms,
                expected + other.expected,
                newNormals + other.newNormals);
    }

    public long unlabelled() {
        return alerts - trueAnomalies - falseAlarms - expected - newNormals;
    }
}
