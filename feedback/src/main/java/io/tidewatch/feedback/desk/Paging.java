// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import org.jspecify.annotations.Nullable;

/** How much of a list is given at once. */
public final class Paging {
    public static final int DEFAULT = 50;
    public static final int MAX = 500;

    private Paging() {}

    /** @throws TidewatchException INVALID_VALUE where it is not 1 to {@value #MAX} */
    public static int limit(@Nullable Integer asked) {
        int limit = asked == null ? DEFAULT : asked;
        if (limit < 1 || limit > MAX) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "limit must be 1 to " + MAX + ", not " + limit + ". Ask for the rest with \"next\".");
        }
        return limit;
    }
}
