// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process: reads arguments, hands over. */
@QuarkusMain
public final class Tidewatch {
    private Tidewatch() {}

    public static void main(String[] arguments) {
        Quarkus.run(arguments);
    }
}
