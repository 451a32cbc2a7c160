// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.csv;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;

/** One line is longer than it may be, or has too many columns; those after it can still be read. */
public final class LineTooLong extends TidewatchException {
    LineTooLong(String message) {
        super(ErrorCode.TOO_LARGE, message);
    }
}
