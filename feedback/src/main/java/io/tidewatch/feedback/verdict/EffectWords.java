// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.alert.Alert;
import java.util.Locale;

/** An effect as a line under its button. */
final class EffectWords {
    private EffectWords() {}

    static String of(Alert alert, Effect effect) {
        return switch (effect.kind()) {
            case TRUE_ANOMALY, MISSED_ANOMALY ->
                "Tonight's training leaves this stretch out, and its peak no longer uses up the budget. "
                        + threshold(effect);
            case FALSE_ALARM -> threshold(effect) + " " + vanishing(effect) + " Training keeps the stretch as normal.";
            case EXPECTED ->
                "Tonight's training leaves this stretch out. It counts neither as true nor as false"
                        + (moves(effect) ? "; " + lowerFirst(threshold(effect)) : ", so the threshold stays.");
            case NEW_NORMAL ->
                "The running level starts again at "
                        + Micros.toInstant(alert.range().from())
                        + ", and training weighs what follows. It counts neither as true nor as false"
                        + (moves(effect) ? "; " + lowerFirst(threshold(effect)) : ", so the threshold stays.");
        };
    }

    private static boolean moves(Effect effect) {
        return !digits(effect.thresholdBefore()).equals(digits(effect.thresholdAfter()));
    }

    private static String threshold(Effect effect) {
        String lent = effect.borrowed() == 0
                ? ""
                : " (" + effect.borrowed() + (effect.borrowed() == 1 ? " verdict" : " verdicts")
                        + " on other series of the KPI help)";
        if (!moves(effect)) {
            return "An alert goes on taking evidence of " + digits(effect.thresholdBefore()) + lent + ".";
        }
        return "An alert will take evidence of " + digits(effect.thresholdAfter()) + " instead of "
                + digits(effect.thresholdBefore()) + lent + ".";
    }

    private static String vanishing(Effect effect) {
        if (effect.alerts() == 1) {
            return effect.wouldVanish() == 0
                    ? "It would have been raised all the same; it is the only one of 28 days."
                    : "It would not have been raised; it is the only one of 28 days.";
        }
        String period = effect.alerts() + (effect.alerts() == 1 ? " alert" : " alerts") + " of the 28 days before";
        if (effect.wouldVanish() == 0) {
            return "None of the " + period + " would have stayed away.";
        }
        return effect.wouldVanish() + " of the " + period + " would have stayed away: " + effect.falseAmongThem()
                + " labelled false, " + effect.trueAmongThem() + " labelled true.";
    }

    private static String digits(double evidence) {
        return String.format(Locale.ROOT, evidence < 10 ? "%.2f" : "%.1f", evidence);
    }

    private static String lowerFirst(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
