// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.testkit.series.GeneratedSeries;
import io.tidewatch.testkit.series.SeriesGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * A series with the ranges that somebody, or its generator, calls anomalous.
 *
 * @param lines {@code timestamp,value} in order of time, as they are sent
 * @param times of the lines, UTC microseconds
 */
record LabelledSeries(String name, List<String> lines, long[] times, List<TimeRange> labelled, Duration step) {
    /** A fortnight of healthy five-minute points and two weeks with four outages, each an hour long. */
    static LabelledSeries generated(String name, long seed) {
        int day = 288;
        SeriesGenerator generator = SeriesGenerator.seeded(seed).startingAt(Instant.parse("2026-01-05T00:00:00Z"));
        for (int d : new int[] {15, 18, 21, 25}) {
            generator.dropAt(d * day + 130, 12, 0.3);
        }
        GeneratedSeries points = generator.points(28 * day);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            lines.add(points.time(i) + "," + String.format(Locale.ROOT, "%.4f", points.value()[i]));
        }
        return new LabelledSeries(name, lines, points.timeMicros(), points.anomalies(), Duration.ofMinutes(5));
    }

    /** A file of the shared data; the test is skipped where there is none. */
    static LabelledSeries shared(String name, String file) {
        Path shared = Path.of(System.getProperty(
                "tidewatch.shared", Path.of("..", "..", "shared").toString()));
        Path path = shared.resolve("data").resolve(file);
        Assumptions.assumeTrue(
                Files.exists(path), "the labelled series of ../shared/data are not here; generated ones are tested");
        List<String> lines = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<TimeRange> labelled = new ArrayList<>();
        long step = Micros.of(Duration.ofMinutes(5));
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                long time = Micros.of(Instant.parse(cells[0]));
                lines.add(cells[0] + "," + cells[1]);
                times.add(time);
                if (cells[2].equals("1")) {
                    grow(labelled, time, step);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LabelledSeries(
                name,
                lines,
                times.stream().mapToLong(Long::longValue).toArray(),
                List.copyOf(labelled),
                Duration.ofMinutes(5));
    }

    private static void grow(List<TimeRange> labelled, long time, long step) {
        if (!labelled.isEmpty() && labelled.getLast().to() == time) {
            TimeRange last = labelled.removeLast();
            labelled.add(new TimeRange(last.from(), time + step));
        } else {
            labelled.add(new TimeRange(time, time + step));
        }
    }

    String csv(int from, int to) {
        return "timestamp,value\n" + String.join("\n", lines.subList(from, to)) + "\n";
    }

    int size() {
        return lines.size();
    }

    /** The index of the first point at or after the time. */
    int indexOf(Instant time) {
        long micros = Micros.of(time);
        int index = 0;
        while (index < times.length && times[index] < micros) {
            index++;
        }
        return index;
    }

    /** The labelled ranges that start at or after a point. */
    List<TimeRange> labelledFrom(int index) {
        return labelled.stream().filter(range -> range.from() >= times[index]).toList();
    }
}
