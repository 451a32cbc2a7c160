// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.role.Measure;
import java.util.List;

/** How the trainings stand, as the process that schedules them sees it; the other processes show zeros. */
final class Standing {
    private static final Seen NOTHING = new Seen(0, 0, 0, 0);

    private volatile Seen seen = NOTHING;

    /**
     * @param waiting series of running trainings that wait
     * @param secondsLeft until they are done, at the rate so far
     * @param oldestSeconds since the midnight up to which the longest untrained KPI in use was trained
     * @param ended KPIs in use whose forecasts are over, so that the scorer falls back
     */
    record Seen(long waiting, double secondsLeft, double oldestSeconds, long ended) {}

    void is(Seen now) {
        seen = now;
    }

    /** Another process schedules now. */
    void isElsewhere() {
        seen = NOTHING;
    }

    Seen seen() {
        return seen;
    }

    List<Measure> measures() {
        return List.of(
                new Measure(
                        "tidewatch_training_series_waiting",
                        "Series of running trainings that wait; of the process that schedules, 0 elsewhere.",
                        () -> seen.waiting()),
                new Measure(
                        "tidewatch_training_left_seconds",
                        "Until running trainings are done, at their rate so far.",
                        () -> seen.secondsLeft()),
                new Measure(
                        "tidewatch_forecasts_oldest_seconds",
                        "Age of the oldest model in force of a KPI that still gets points; over 28 hours a night was missed.",
                        () -> seen.oldestSeconds()),
                new Measure(
                        "tidewatch_forecasts_ended_kpis",
                        "KPIs that still get points and whose forecasts are over: the scorer goes by its own levels.",
                        () -> seen.ended()));
    }
}
