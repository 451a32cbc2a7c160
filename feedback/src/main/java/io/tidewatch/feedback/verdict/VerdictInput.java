// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an analyst says about an alert.
 *
 * @param replaces the alert's newest verdict row as the analyst saw it ({@code Alert.verdictHead}); empty where there was none
 * @param from of {@code NEW_NORMAL}: where it begins, UTC microseconds since 1970; the alert's start where empty
 * @param repeats of {@code EXPECTED}: whether it comes back; once where empty
 */
public record VerdictInput(
        VerdictKind kind,
        String cause,
        String comment,
        OptionalLong replaces,
        OptionalLong from,
        Optional<Every> repeats) {
    public VerdictInput(VerdictKind kind, String cause, String comment, OptionalLong replaces, OptionalLong from) {
        this(kind, cause, comment, replaces, from, Optional.empty());
    }

    public static VerdictInput of(VerdictKind kind, OptionalLong replaces) {
        return new VerdictInput(kind, "", "", replaces, OptionalLong.empty());
    }
}
