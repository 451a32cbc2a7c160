// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import picocli.CommandLine.Command;

/** Serve, with KPIs to look at. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Serve, with a dozen made-up KPIs: weeks of history, trained at once, then live with incidents.")
final class DemoCommand extends ServeCommand {
    private static volatile boolean given;

    @Override
    public Integer call() {
        given = true;
        return super.call();
    }

    static boolean given() {
        return given;
    }
}
