// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription.code;

/** A field that can't be read, with the line where it stands. */
final class YamlFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param line from 1 */
    YamlFault(int line, String message) {
        super("line " + line + ": " + message);
    }
}
