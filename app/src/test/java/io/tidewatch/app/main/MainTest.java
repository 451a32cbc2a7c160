// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpsWithEachCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "demo", "import", "replay", "backtest");
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString()).contains("--roles", "TIDEWATCH_ROLES", "--port");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().strip()).matches("tidewatch \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("sevre")).isEqualTo(2);
        assertThat(err.toString()).contains("sevre").contains("serve");
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        return new CommandLine(new TidewatchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
