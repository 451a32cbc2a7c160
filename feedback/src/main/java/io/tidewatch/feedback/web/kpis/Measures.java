// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.feedback.precision.Precision;
import io.tidewatch.feedback.precision.PrecisionService;
import io.tidewatch.feedback.precision.Wilson;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.storage.score.Coverage;
import java.time.Duration;
import java.util.List;

/** The figures under a KPI's chart, each with its proof. */
final class Measures {
    /**
     * Points follow one another and deviate together, so that a hundred say little: one bad hour of a new model would be called
     * too narrow a band.
     */
    static final int ENOUGH = 500;

    private Measures() {}

    static Measure coverage(Coverage seen, Duration period, double asked) {
        String span = period.toDays() + " d";
        if (seen.points() == 0) {
            return Measure.words(
                    "Coverage", "–", "", "Not measured yet: no point was scored in the last " + span + ".");
        }
        if (seen.points() < ENOUGH) {
            return Measure.words(
                    "Coverage",
                    "–",
                    "",
                    "Too few points yet to say whether the bounds hold " + Numbers.percent(asked) + ": "
                            + Numbers.count(ENOUGH) + " are needed.",
                    "n " + Numbers.count(seen.points()) + " points of this series, " + span);
        }
        double share = (double) seen.inside() / seen.points();
        Wilson interval = Wilson.of(seen.inside(), seen.points());
        String verdict;
        if (interval.high() < asked - 0.02) {
            verdict = "The bounds are too narrow.";
        } else if (interval.low() > asked + 0.02) {
            verdict = "The bounds are wider than they need be.";
        } else {
            verdict = "The bounds hold.";
        }
        return Measure.words(
                "Coverage",
                Numbers.percent(share),
                "of points inside",
                "Asked: " + Numbers.percent(asked) + ". " + verdict,
                "n " + Numbers.count(seen.points()) + " points of this series, " + span);
    }

    static Measure budget(Precision measured) {
        double asked = measured.budget().orElse(Double.NaN);
        boolean kept = measured.falsePerSeries() <= asked;
        long unlabelled = measured.labels().unlabelled();
        return Measure.words(
                "False-alert budget",
                Numbers.value(measured.falsePerSeries()),
                "in 28 days, real",
                "Asked: at most " + Numbers.value(asked) + " for each series. " + (kept ? "Kept." : "Not kept."),
                Numbers.count(measured.labels().falseAlarms()) + " false of "
                        + Numbers.count(measured.labels().alerts()) + " alerts in 28 d, "
                        + Numbers.count(measured.series()) + " series",
                unlabelled == 0
                        ? "All of them are judged."
                        : Numbers.count(unlabelled) + " without a verdict, so it may be more.");
    }

    static Measure precision(Precision measured) {
        String proof = "n " + Numbers.count(measured.labelled()) + " verdicts: "
                + Numbers.count(measured.labels().trueAnomalies()) + " true, "
                + Numbers.count(measured.labels().falseAlarms()) + " false; 28 d";
        if (measured.share().isEmpty() || measured.interval().isEmpty()) {
            return Measure.words(
                    "Measured precision",
                    "–",
                    "",
                    "Too few labels: " + PrecisionService.FLOOR + " verdicts of true or false are needed.",
                    proof);
        }
        Wilson interval = measured.interval().get();
        double share = measured.share().getAsDouble();
        return new Measure(
                "Measured precision",
                Numbers.fixed(share, 2),
                "true of all judged",
                "Interval " + Numbers.fixed(interval.low(), 2) + " to " + Numbers.fixed(interval.high(), 2) + ".",
                Gauge.interval(interval.low(), interval.high(), share),
                List.of(proof));
    }
}
