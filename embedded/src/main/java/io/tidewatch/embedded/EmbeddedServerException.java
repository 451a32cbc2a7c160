// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

/** An embedded server can't start; the message names the cause and the remedy. */
public final class EmbeddedServerException extends RuntimeException {
    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
