// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.replay.ReplayCommand;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Live equals past: a series through HTTP, the broker and the topology of another process, and through the replay command. */
class ParityIT {
    private static final String PASSWORD = "a long enough password";
    private static final int DAYS = 9;
    private static final int WARM_UP = 60;

    @TempDir
    Path directory;

    @Test
    void scoresOfTheLivePathEqualThoseOfTheReplay() throws Exception {
        LabelledSeries series = LabelledSeries.generated("checkouts", 7);
        int count = DAYS * 288;
        List<String> replayed = replay(series, count);
        Map<Long, ServedScore> live = live(series, count);
        // The points of the warm-up have no score; the log leaves them out.
        assertThat(live.size()).isEqualTo(count - WARM_UP + 1);
        for (int i = 0; i < count; i++) {
            String[] cells = replayed.get(i).split(",", -1);
            ServedScore score = live.get(series.times()[i]);
            if (score == null) {
                assertThat(i).as("a point without a live score").isLessThan(WARM_UP - 1);
                assertThat(cells[2]).isEmpty();
                continue;
            }
            assertThat(List.of(
                            score.bounds().expected(),
                            score.bounds().lower(),
                            score.bounds().upper(),
                            score.score()))
                    .as("expected, lower, upper and score of %s", series.lines().get(i))
                    .containsExactly(
                            Double.valueOf(cells[2]),
                            Double.valueOf(cells[3]),
                            Double.valueOf(cells[4]),
                            Double.valueOf(cells[5]));
        }
    }

    /** The data rows of the replay's scores. */
    private List<String> replay(LabelledSeries series, int count) throws Exception {
        Path file = directory.resolve("checkouts.csv");
        Files.writeString(file, series.csv(0, count));
        Path out = directory.resolve("replayed");
        int exit = new CommandLine(new ReplayCommand()).execute(file.toString(), "--out", out.toString());
        assertThat(exit).isZero();
        List<String> lines = Files.readAllLines(out.resolve("checkouts.scores.csv"));
        return lines.subList(1, lines.size());
    }

    /** A day at a time, each night's training between 00:00 and 03:00 of the series' own clock, as in life. */
    private Map<Long, ServedScore> live(LabelledSeries series, int count) throws Exception {
        try (AppProcess app = new AppProcess(
                directory.resolve("data"),
                Map.of("TIDEWATCH_ADMIN_PASSWORD", PASSWORD, "TIDEWATCH_INGEST_MAX_AGE", "10950d"))) {
            app.start();
            Api api = new Api(app).signIn("admin", PASSWORD);
            api.createKpi(series.name(), series.step());
            Topics topics = new Topics(app.data());
            LocalDate first =
                    LocalDate.ofInstant(Instant.parse(series.lines().getFirst().split(",")[0]), ZoneOffset.UTC);
            int sent = 0;
            for (int day = 1; day <= DAYS; day++) {
                Instant midnight =
                        first.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
                int until = day == DAYS ? count : series.indexOf(midnight.plus(Duration.ofHours(1)));
                HttpResponse<String> answer = api.points(series.name(), false, series.csv(sent, until));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                sent = until;
                topics.awaitScored(series.times()[until - 1]);
                if (day < DAYS) {
                    long stored = until;
                    await().atMost(Duration.ofMinutes(1))
                            .untilAsserted(
                                    () -> assertThat(Tables.points(app.data())).isEqualTo(stored));
                    api.train(series.name(), first.plusDays(day).toString());
                    topics.awaitForecast(midnight);
                }
            }
            return topics.scores().stream().collect(Collectors.toMap(ServedScore::at, score -> score));
        }
    }
}
