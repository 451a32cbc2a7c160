// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.storage.verdict.Verdict;
import java.util.Map;

/** A colleague's verdict came first; both are told, nothing was stored. */
public final class VerdictConflict extends TidewatchException {
    private final transient Verdict theirs;
    private final transient VerdictInput yours;

    VerdictConflict(Verdict theirs, VerdictInput yours) {
        super(
                ErrorCode.CONFLICT,
                theirs.by() + " said \"" + words(theirs) + "\" at " + theirs.at() + ", after what you saw. Yours, \""
                        + Slug.of(yours.kind()).replace('_', ' ')
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

    @Override
    public Map<String, Object> members() {
        return Map.of(
                "theirs",
                Map.of(
                        "id", Long.toString(theirs.id()),
                        "kind", theirs.kind().map(Slug::of).orElse("withdrawn"),
                        "cause", theirs.cause(),
                        "comment", theirs.comment(),
                        "by", theirs.by(),
                        "at", theirs.at().toString()),
                "yours",
                Map.of("kind", Slug.of(yours.kind()), "cause", yours.cause(), "comment", yours.comment()));
    }

    private static String words(Verdict verdict) {
        return verdict.kind().map(kind -> Slug.of(kind).replace('_', ' ')).orElse("withdrawn");
    }
}
