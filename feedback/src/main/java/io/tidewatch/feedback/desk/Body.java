// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import org.jspecify.annotations.Nullable;

/** What a request must bring. */
public final class Body {
    private Body() {}

    /** @throws TidewatchException MALFORMED where the body is missing */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new TidewatchException(ErrorCode.MALFORMED, "the body is missing. Send a JSON object.");
        }
        return body;
    }

    /** @throws TidewatchException INVALID_VALUE naming the missing field */
    public static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "field \"" + name + "\" is missing. Add it.");
        }
        return value;
    }
}
