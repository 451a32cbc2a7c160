// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.ObjectInputFilter;
import picocli.CommandLine;

/** The process: reads arguments and hands over. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        refuseSerializedObjects();
        Logs.toConsole();
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine commands = new CommandLine(new TidewatchCommand());
        commands.setExecutionExceptionHandler(new Failures());
        return commands.execute(arguments);
    }

    /** Nothing here reads Java's serialized objects, so nothing ever should: they are how strangers run code. */
    private static void refuseSerializedObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }
}
