// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import org.jspecify.annotations.Nullable;

/** Words that people typed. */
public final class Text {
    private Text() {}

    /**
     * The text without surrounding blanks; empty for nothing.
     *
     * @throws TidewatchException where it is longer than {@code max} characters, or holds what can't be stored
     */
    public static String checked(String what, @Nullable String given, int max) {
        String text = given == null ? "" : given.strip();
        if (text.length() > max) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    what + " may have " + max + " characters, not " + text.length()
                            + ". Shorten it, or link to the rest.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, what + " holds the character NUL, which can't be stored. Remove it.");
        }
        return text;
    }
}
