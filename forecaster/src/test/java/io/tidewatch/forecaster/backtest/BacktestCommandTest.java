// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestCommandTest {
    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writesTheChosenForecastOfEachFold() throws IOException {
        Path file = write("load.csv", 21 * 24, 0);
        assertThat(run(file, "--folds", "3")).isZero();
        List<String> lines = Files.readAllLines(dir.resolve("out/load.csv"));
        assertThat(lines.getFirst()).isEqualTo("timestamp,actual,expected,lower,upper,fold,model");
        assertThat(lines).hasSize(1 + 3 * 24);
        assertThat(lines.get(1)).startsWith("2025-01-24T00:00:00Z,").contains(",1,");
        assertThat(lines.getLast()).startsWith("2025-01-26T23:00:00Z,").contains(",3,");
        assertThat(out.toString()).contains("MASE", "sMAPE", "pinball", "in 95 %", "MSIS", "CPU ms", "chosen");
        assertThat(err.toString()).contains("[1/1]");
    }

    @Test
    void writesEveryCandidateWhenAsked() throws IOException {
        run(write("load.csv", 21 * 24, 0), "--folds", "1", "--all");
        assertThat(Files.readString(dir.resolve("out/load.csv"))).contains(",1,naive", ",1,blend", ",1,direct");
    }

    @Test
    void seesNothingOfTheFuture() throws IOException {
        run(write("a.csv", 21 * 24, 0), "--folds", "1");
        run(write("b.csv", 21 * 24, 500), "--folds", "1");
        assertThat(expected("b.csv")).isEqualTo(expected("a.csv"));
    }

    @Test
    void namesTheLineThatItCannotRead() throws IOException {
        Path file = write("bad.csv", 21 * 24, 0);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(6, "2025-01-06T05:00:00Z,many");
        Files.write(file, lines);
        assertThat(run(file)).isEqualTo(1);
        assertThat(err.toString()).contains("bad.csv").contains("line 7").contains("many");
        assertThat(dir.resolve("out/bad.csv")).doesNotExist();
    }

    @Test
    void saysHowMuchHistoryIsNeeded() throws IOException {
        assertThat(run(write("short.csv", 60, 0), "--folds", "2")).isEqualTo(1);
        assertThat(err.toString())
                .contains("too short")
                .contains("2 folds")
                .contains("2 days")
                .contains("use fewer folds");
    }

    @Test
    void refusesMissingEmptyAndForeignFilesAndJudgesTheOthers() throws IOException {
        Path empty = Files.createFile(dir.resolve("empty.csv"));
        Path foreign = Files.writeString(dir.resolve("foreign.csv"), "a,b\n1,2\n");
        Path good = write("good.csv", 21 * 24, 0);
        assertThat(run(dir.resolve("none.csv"), empty.toString(), foreign.toString(), good.toString(), "--folds", "1"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("none.csv: there is no such file")
                .contains("empty.csv")
                .contains("foreign.csv");
        assertThat(dir.resolve("out/good.csv")).exists();
    }

    @Test
    void refusesWrongOptions() throws IOException {
        Path file = write("load.csv", 100, 0);
        assertThat(run(file, "--folds", "0")).isEqualTo(2);
        assertThat(run(file, "--horizon", "soon")).isEqualTo(2);
        assertThat(run(file, "--zone", "Atlantis")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--folds must be at least 1")
                .contains("such as 24h")
                .contains("Europe/Berlin");
    }

    private List<String> expected(String name) throws IOException {
        return Files.readAllLines(dir.resolve("out").resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[2])
                .toList();
    }

    private int run(Path file, String... more) {
        List<String> args = new ArrayList<>(
                List.of(file.toString(), "--out", dir.resolve("out").toString()));
        args.addAll(List.of("--heavy", "NEVER"));
        args.addAll(List.of(more));
        return new CommandLine(new BacktestCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args.toArray(String[]::new));
    }

    /** Hours with a daily season; the last day is raised, which no forecast of it may know. */
    private Path write(String name, int rows, double raise) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < rows; i++) {
            double value = 100 + 10 * Math.sin(2 * Math.PI * i / 24) + i * 7919 % 13 / 5.0;
            text.append(START.plusSeconds(i * 3_600L))
                    .append(',')
                    .append(String.format(Locale.ROOT, "%.3f", i >= rows - 24 ? value + raise : value))
                    .append('\n');
        }
        return Files.writeString(dir.resolve(name), text);
    }
}
