// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.storage.verdict.Verdict;
import java.util.Locale;

/** A colleague's verdict came first; both are told, nothing was stored. */
public final class VerdictConflict extends TidewatchException {
    private final transient Verdict theirs;
    private final transient VerdictInput yours;

    VerdictConflict(Verdict theirs, VerdictInput yours) {
        super(
                ErrorCode.CONFLICT,
                theirs.by() + " said \"" + words(theirs) + "\" at " + theirs.at() + ", after what you saw. Yours, \""
                        + yours.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + "\", was not stored: give it again with replaces " + theirs.id()
                        + " to put it in place of theirs.");
        this.theirs = theirs;
        this.yours = yours;
    }

    public Verdict theirs() {
        return theirs;
    }

    public VerdictInput yours() {
        return yours;
    }

    private static String words(Verdict verdict) {
        return verdict.kind()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("withdrawn");
    }
}
