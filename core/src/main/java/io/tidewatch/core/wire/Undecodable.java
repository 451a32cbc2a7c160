// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

/** Bytes that are no record of the kind that was asked for. */
public final class Undecodable extends RuntimeException {
    public Undecodable(String what, Throwable cause) {
        super("not a " + what + " record: " + cause.getMessage(), cause);
    }
}
