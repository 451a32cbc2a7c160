// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.queue;

import io.tidewatch.storage.alert.Alert;

/**
 * An alert that waits for a verdict, and what the verdict would tell.
 *
 * @param chance that it is true, by the verdicts so far
 * @param narrows by how much the KPI's precision interval is expected to become narrower, 0 to 1
 * @param moves by how much the threshold of its series is expected to move, as a share of it
 * @param trueLabels verdicts of the KPI in the last 28 days that say true
 * @param falseLabels those that say false
 * @param likeTrue verdicts on alerts of the KPI about as strong as this one that say true
 * @param likeFalse those that say false
 */
public record Question(
        Alert alert,
        double chance,
        double narrows,
        double moves,
        long trueLabels,
        long falseLabels,
        int likeTrue,
        int likeFalse) {
    /** What the order goes by. */
    public double gain() {
        return narrows + moves;
    }
}
