// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.detectors;

import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.feedback.web.format.Spans;
import java.util.ArrayList;
import java.util.List;

/** What a detector is set to, in a line. */
final class DetectorWords {
    private DetectorWords() {}

    static String kind(Detector detector) {
        return switch (detector) {
            case Detector.Adaptive adaptive -> "learned bounds";
            case Detector.Threshold threshold -> "threshold";
            case Detector.NoData noData -> "no data";
            case Detector.Composite composite -> "composite";
            case Detector.EventCount count -> "event count";
        };
    }

    /** @param unit of the KPI, or empty */
    static String says(Detector detector, String unit) {
        String what = switch (detector) {
            case Detector.Adaptive adaptive ->
                "at most " + Numbers.value(adaptive.budget()) + " false alerts in 28 days";
            case Detector.Threshold threshold -> threshold(threshold, unit);
            case Detector.NoData noData ->
                noData.after()
                        .map(after -> "silent for " + Spans.words(after))
                        .orElse("silent for " + Numbers.value(noData.patience())
                                + " times as long as usual at this hour");
            case Detector.Composite composite -> composite(composite);
            case Detector.EventCount count ->
                "more than " + count.moreThan() + " " + count.count().type() + " events within "
                        + Spans.words(count.window())
                        + count.start().map(start -> " of " + start.type()).orElse("");
        };
        List<String> also = conditions(detector.conditions(), unit);
        return also.isEmpty() ? what : what + "; " + String.join(", ", also);
    }

    private static String threshold(Detector.Threshold threshold, String unit) {
        String function = threshold.quantile() > 0
                ? "p" + Numbers.value(threshold.quantile() * 100)
                : Slug.of(threshold.function());
        return function + " over " + Spans.words(threshold.window()) + (threshold.above() ? " above " : " below ")
                + Numbers.value(threshold.limit()) + (unit.isEmpty() ? "" : " " + unit);
    }

    private static String composite(Detector.Composite composite) {
        String inputs = String.join(", ", composite.when().inputs());
        String joined = composite.shared().isEmpty() ? "" : " for the same " + String.join(", ", composite.shared());
        return inputs + joined + " within " + Spans.words(composite.window());
    }

    private static List<String> conditions(Conditions conditions, String unit) {
        List<String> said = new ArrayList<>();
        conditions
                .direction()
                .filter(side -> side != Direction.BOTH)
                .ifPresent(side -> said.add(side == Direction.UP ? "only above" : "only below"));
        if (conditions.minAbsoluteDeviation() > 0) {
            said.add("by " + Numbers.value(conditions.minAbsoluteDeviation()) + (unit.isEmpty() ? "" : " " + unit)
                    + " or more");
        }
        if (conditions.minRelativeDeviation() > 0) {
            said.add("by " + Numbers.value(conditions.minRelativeDeviation() * 100) + " % or more");
        }
        if (conditions.n() > 1) {
            said.add(conditions.m() + " of " + conditions.n() + " points");
        }
        if (!conditions.minDuration().isZero()) {
            said.add("for " + Spans.words(conditions.minDuration()));
        }
        if (conditions.quietOnEvents()) {
            said.add("quiet on known events");
        }
        return said;
    }
}
