// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Logging of what runs outside Quarkus, which else would configure it. */
final class Logs {
    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{1.}] %s%e%n";

    private Logs() {}

    /** Until Quarkus configures logging: only what is serious, so that a list of problems stands alone. */
    static void quiet() {
        for (String name : new String[] {"org.apache.kafka", "org.postgresql", "com.zaxxer.hikari"}) {
            org.jboss.logmanager.Logger.getLogger(name).setLevel(Level.SEVERE);
        }
    }

    /** For a command or a process without Quarkus: to the error stream, warnings of others, our own in full. */
    static void toConsole() {
        quiet();
        Logger.getLogger("").setLevel(Level.WARNING);
        org.jboss.logmanager.Logger.getLogger("io.tidewatch").setLevel(Level.INFO);
        ConsoleHandler console = new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR, new PatternFormatter(PATTERN));
        console.setFilter(new ExpectedNoise());
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new java.util.logging.Handler[] {console});
    }
}
