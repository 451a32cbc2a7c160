// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.log;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a bench's process logs. Quarkus brings a log manager of its own, which has to be named before anything logs: without it and a
 * level, Kafka and the driver put together a line for each record, which then nobody prints, and that is what would be measured.
 */
public final class Logs {
    private Logs() {}

    /** To be called first in a main method. */
    public static void from(Level level) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(level);
    }
}
