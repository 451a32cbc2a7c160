// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.time.Micros;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A series with the truth beside it.
 *
 * @param times UTC microseconds, in the file's order
 * @param values not a number where the file has none
 */
@SuppressWarnings("ArrayRecordComponent")
record LabelledSeries(String name, long[] times, double[] values, boolean[] labels) {
    int size() {
        return times.length;
    }

    LabelledSeries firstHalf() {
        int half = size() / 2;
        return new LabelledSeries(
                name, Arrays.copyOf(times, half), Arrays.copyOf(values, half), Arrays.copyOf(labels, half));
    }

    static List<LabelledSeries> folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .parallel()
                    .map(LabelledSeries::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelledSeries read(Path file) {
        long[] times = new long[1024];
        double[] values = new double[1024];
        boolean[] labels = new boolean[1024];
        int n = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), 1 << 16), UTF_8), 1 << 16)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (n == times.length) {
                    times = Arrays.copyOf(times, 2 * n);
                    values = Arrays.copyOf(values, 2 * n);
                    labels = Arrays.copyOf(labels, 2 * n);
                }
                int first = line.indexOf(',');
                int second = line.indexOf(',', first + 1);
                times[n] = Micros.of(Instant.parse(line.substring(0, first)));
                values[n] = second == first + 1 ? Double.NaN : Double.parseDouble(line.substring(first + 1, second));
                labels[n++] = line.charAt(second + 1) == '1';
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = file.getFileName().toString();
        return new LabelledSeries(
                name.substring(0, name.length() - ".csv.gz".length()),
                Arrays.copyOf(times, n),
                Arrays.copyOf(values, n),
                Arrays.copyOf(labels, n));
    }
}
