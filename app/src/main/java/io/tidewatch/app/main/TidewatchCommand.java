// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.tidewatch.forecaster.backtest.BacktestCommand;
import io.tidewatch.forecaster.cli.RollBackCommand;
import io.tidewatch.ingest.cli.ImportCommand;
import io.tidewatch.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All commands. */
@Command(
        name = "tidewatch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Learns the tides of each KPI and raises an alert when the sea does something they don't explain.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            RollBackCommand.class,
            ExplainCommand.class
        })
final class TidewatchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command? See --help.");
    }
}
