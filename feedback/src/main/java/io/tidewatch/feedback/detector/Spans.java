// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.time.DateTimeException;
import java.time.Duration;

/** Durations as they stand in JSON. */
final class Spans {
    private Spans() {}

    /** @throws TidewatchException INVALID_VALUE naming the field and the text */
    static Duration read(String field, String text) {
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeException | ArithmeticException e) {
            String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    field + " \"" + shown + "\" can't be read. Write it as PT5M for five minutes.",
                    e);
        }
    }
}
