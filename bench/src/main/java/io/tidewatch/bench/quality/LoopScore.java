// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.time.Micros;

/** Counts over second halves: an alert opened there is true where its episode overlaps a labelled event, else false. */
final class LoopScore {
    private long trueAlerts;
    private long falseAlerts;
    private int found;
    private int events;
    private int answered;
    private double weeks;

    void alert(boolean isTrue) {
        trueAlerts += isTrue ? 1 : 0;
        falseAlerts += isTrue ? 0 : 1;
    }

    void event(boolean wasFound) {
        found += wasFound ? 1 : 0;
        events++;
    }

    void weeks(long from, long to) {
        weeks += (double) (to - from) / (7 * Micros.DAY);
    }

    void answered(int verdicts) {
        answered += verdicts;
    }

    void add(LoopScore other) {
        trueAlerts += other.trueAlerts;
        falseAlerts += other.falseAlerts;
        found += other.found;
        events += other.events;
        answered += other.answered;
        weeks += other.weeks;
    }

    long trueAlerts() {
        return trueAlerts;
    }

    long falseAlerts() {
        return falseAlerts;
    }

    int verdicts() {
        return answered;
    }

    double precision() {
        return (double) trueAlerts / Math.max(1, trueAlerts + falseAlerts);
    }

    double recall() {
        return (double) found / Math.max(1, events);
    }

    double falseAWeek() {
        return falseAlerts / weeks;
    }

    String recallInWords() {
        return found + " of " + events;
    }
}
