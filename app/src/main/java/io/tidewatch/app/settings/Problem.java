// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

/** Why a process can't start, and what to do about it; each a sentence. */
public record Problem(String what, String remedy) {
    @Override
    public String toString() {
        return remedy.isEmpty() ? what : what + " " + remedy;
    }
}
