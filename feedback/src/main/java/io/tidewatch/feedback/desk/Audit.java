// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Keeps who did what, in the transaction of the deed. */
@FunctionalInterface
public interface Audit {
    /**
     * @param action what was done, "verdict.given"
     * @param subject to what, "alert/…"
     * @param detail the new state in words
     */
    void record(Handle transaction, String actor, String action, String subject, String detail, Instant now);
}
