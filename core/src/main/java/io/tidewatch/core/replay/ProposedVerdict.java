// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.replay;

import io.tidewatch.core.verdict.VerdictKind;
import org.jspecify.annotations.Nullable;

/**
 * A verdict whose effect is asked for before it is given.
 *
 * @param alert the alert that it would judge, in place of a verdict that stands; null for a marked range
 * @param series the series' id
 * @param from UTC microseconds since 1970
 * @param to UTC microseconds since 1970
 * @param peakEvidence the alert's; 0 for a marked range
 * @param threshold the alert's; 0 for a marked range
 * @param sign the alert's; 0 for a marked range
 */
public record ProposedVerdict(
        @Nullable String alert,
        long series,
        long from,
        long to,
        VerdictKind kind,
        double peakEvidence,
        double threshold,
        int sign) {}
