// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.verdict.VerdictKind;

/**
 * What a verdict would do, before it is given. Counted over the alerts that the series raised in the 28 days up to this one,
 * with the budget's threshold as it stood at its newest alert; the scorer chooses that anew with every calibration.
 *
 * @param sentence for people
 * @param thresholdBefore evidence that an alert to this alert's side takes now
 * @param thresholdAfter evidence that it would take
 * @param alerts raised by evidence over the threshold in those days
 * @param wouldVanish of those, how many would not have been raised
 * @param trueAmongThem labelled true, of those that would vanish
 * @param falseAmongThem labelled false, of those that would vanish, this one included
 * @param borrowed verdicts of sibling series that help because this one has few
 */
public record Effect(
        VerdictKind kind,
        String sentence,
        double thresholdBefore,
        double thresholdAfter,
        int alerts,
        int wouldVanish,
        int trueAmongThem,
        int falseAmongThem,
        int borrowed) {}
