// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.tidewatch.app.start.CannotStart;
import io.tidewatch.core.error.TidewatchException;
import picocli.CommandLine;

/** What a command says when it fails: a sentence where the cause is foreseen, a trace where it isn't. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof TidewatchException || failure instanceof CannotStart) {
            command.getErr().println(failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        return 1;
    }
}
