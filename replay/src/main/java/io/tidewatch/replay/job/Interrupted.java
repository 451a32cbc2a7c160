// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

/** Ends a job from within: somebody cancelled it, or the role stops. */
final class Interrupted extends RuntimeException {
    Interrupted(String why) {
        super(why, null, false, false);
    }
}
