// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAYS = 12;
    private static final int ROWS = DAYS * 288;

    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter console = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void writes_a_row_for_each_input_row_and_finds_the_incidents() throws IOException {
        Path file = write("shop.csv.gz", rows(true));
        Path page = folder.resolve("page.html");
        int code = run(file.toString(), "--out", folder.resolve("out").toString(), "--html", page.toString());
        assertThat(errors.toString()).isEmpty();
        assertThat(code).isZero();
        List<String> scores = Files.readAllLines(folder.resolve("out/shop.scores.csv"));
        assertThat(scores.getFirst()).isEqualTo("timestamp,value,expected,lower,upper,score,alert");
        assertThat(scores).hasSize(ROWS + 1);
        assertThat(scores.get(101))
                .startsWith(START.plusSeconds(100 * 300) + ",")
                .contains(",,,,0,0");
        List<String> alerts = Files.readAllLines(folder.resolve("out/shop.alerts.csv"));
        assertThat(alerts.getFirst()).isEqualTo("opened,resolved,severity,peak_score,direction,why");
        assertThat(alerts)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(START.plusSeconds(2000 * 300).toString())
                        .contains(",high,", ",up,", "expected"));
        String alerted = scores.get(2001);
        assertThat(alerted).endsWith(",1");
        assertThat(console.toString()).contains("shop", "alerts");
        assertThat(page)
                .content()
                .contains("<svg", "prefers-color-scheme", "UTC")
                .doesNotContain("http", "<script");
    }

    @Test
    void the_label_column_changes_no_score_unless_verdicts_are_asked_for() throws IOException {
        Path with = write("with.csv", rows(true));
        Path without = write("without.csv", rows(false));
        assertThat(run(with.toString(), without.toString(), "--out", folder.toString()))
                .isZero();
        assertThat(folder.resolve("with.scores.csv")).hasSameTextualContentAs(folder.resolve("without.scores.csv"));
        assertThat(folder.resolve("with.alerts.csv")).hasSameTextualContentAs(folder.resolve("without.alerts.csv"));
        String plain = Files.readString(folder.resolve("with.alerts.csv"));
        assertThat(run(with.toString(), "--out", folder.toString(), "--verdicts-until", "2026-03-12T00:00:00Z"))
                .isZero();
        assertThat(Files.readString(folder.resolve("with.alerts.csv"))).isNotEqualTo(plain);
        assertThat(run(without.toString(), "--verdicts-until", "2026-03-12T00:00:00Z"))
                .isOne();
        assertThat(errors.toString()).contains("needs a label column");
    }

    @Test
    void two_runs_write_the_same_bytes() throws IOException {
        Path file = write("same.csv", rows(true));
        for (String out : new String[] {"a", "b"}) {
            run(file.toString(), "--out", folder.resolve(out).toString(), "--zone", "America/Sao_Paulo");
        }
        for (String name : new String[] {"same.scores.csv", "same.alerts.csv"}) {
            assertThat(folder.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(name));
        }
    }

    @Test
    void repeated_times_and_empty_values_keep_their_rows() throws IOException {
        List<String> rows = rows(false);
        rows.set(500, rows.get(499));
        rows.set(600, rows.get(600).split(",", -1)[0] + ",");
        Path file = write("odd.csv", rows);
        assertThat(run(file.toString(), "--out", folder.toString(), "--score", "notable"))
                .isZero();
        List<String> scores = Files.readAllLines(folder.resolve("odd.scores.csv"));
        assertThat(scores).hasSize(ROWS + 1);
        assertThat(scores.get(500)).endsWith(",,,,0,0");
        assertThat(scores.get(600)).isEqualTo(rows.get(600) + ",,,,0,0");
    }

    @Test
    void says_what_is_wrong_with_a_file_and_replays_the_others() throws IOException {
        Path good = write("good.csv", rows(false));
        Path header = write("header.csv", List.of("time,what", "1,2"));
        Path empty = write("empty.csv", List.of());
        List<String> rows = rows(false);
        rows.set(7, "yesterday,12");
        Path line = write("line.csv", rows);
        int code = run(
                good.toString(),
                header.toString(),
                empty.toString(),
                line.toString(),
                folder.resolve("gone.csv").toString(),
                "--out",
                folder.toString());
        assertThat(code).isOne();
        assertThat(errors.toString())
                .contains("header.csv: the first line must name the columns timestamp,value[,label]")
                .contains("empty.csv")
                .contains("line.csv, line 8")
                .contains("gone.csv: there is no such file");
        assertThat(folder.resolve("good.scores.csv")).exists();
    }

    @Test
    void refuses_a_command_line_that_makes_no_sense() throws IOException {
        Path file = write("good.csv", rows(false));
        assertThat(run(file.toString(), "--zone", "Nowhere/Land")).isEqualTo(2);
        assertThat(run(file.toString(), "--budget", "0")).isEqualTo(2);
        assertThat(run(file.toString(), "--verdicts-until", "soon")).isEqualTo(2);
        assertThat(run(file.toString(), "--score", "best")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("--topic", file.toString())).isEqualTo(2);
        assertThat(run("--topic", "--kafka", "")).isEqualTo(2);
        assertThat(errors.toString()).contains("Nowhere/Land", "0.1 to 10000", "--verdicts-until");
    }

    private int run(String... args) {
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(console, true))
                .setErr(new PrintWriter(errors, true))
                .execute(args);
    }

    /** A daily season with noise, a spike of an hour on the seventh day and a false-looking one on the fourth. */
    private static List<String> rows(boolean labels) {
        Random random = new Random(11);
        List<String> rows = new ArrayList<>();
        rows.add(labels ? "timestamp,value,label" : "timestamp,value");
        for (int i = 0; i < ROWS; i++) {
            double value = 100 + 30 * Math.sin(2 * Math.PI * i / 288) + random.nextGaussian();
            boolean incident = i >= 2000 && i < 2012;
            boolean oddity = i >= 1200 && i < 1203 || i % 700 == 699;
            value += incident ? 60 : oddity ? 20 : 0;
            String row = START.plusSeconds(i * 300L) + "," + (i == 100 ? "" : Double.toString(value));
            rows.add(labels ? row + (incident ? ",1" : ",0") : row);
        }
        return rows;
    }

    private Path write(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = (lines.isEmpty() ? "" : String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bytes);
            }
        } else {
            Files.write(file, bytes);
        }
        return file;
    }
}
