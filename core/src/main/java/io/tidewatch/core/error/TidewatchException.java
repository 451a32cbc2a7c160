// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.error;

import java.util.Map;

/** A refusal that a person can act on: the message names the value, the limit and the remedy. */
public class TidewatchException extends RuntimeException {
    private final ErrorCode code;

    public TidewatchException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public TidewatchException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /**
     * What else a program needs to act on it: extension members of the problem document, beside code and detail. Strings,
     * numbers, lists and maps of them only.
     */
    public Map<String, Object> members() {
        return Map.of();
    }
}
