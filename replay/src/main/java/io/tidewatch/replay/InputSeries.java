// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.csv.SeriesCsv;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * A file's rows. The labels stay apart: nothing but the oracle that {@code --verdicts-until} asks for is given them.
 *
 * @param name the file's name without {@code .csv[.gz]}
 * @param timeTexts as they stand in the file
 * @param times UTC microseconds, in the file's order
 * @param valueTexts as they stand in the file
 * @param values not a number where a row has none
 * @param labels empty where the file has no label column
 */
@SuppressWarnings("ArrayRecordComponent")
record InputSeries(
        String name, String[] timeTexts, long[] times, String[] valueTexts, double[] values, boolean[] labels) {
    int size() {
        return times.length;
    }

    boolean isLabelled() {
        return labels.length > 0;
    }

    /** @throws TidewatchException where the file is missing, empty, has another header or a row that makes no sense */
    static InputSeries read(Path file, ZoneId zone) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new TidewatchException(ErrorCode.NOT_FOUND, file + ": there is no such file");
        }
        String[] timeTexts = new String[1024];
        long[] times = new long[1024];
        String[] valueTexts = new String[1024];
        double[] values = new double[1024];
        boolean[] labels = new boolean[1024];
        int n = 0;
        boolean labelled;
        try (SeriesCsv csv = SeriesCsv.open(file, zone)) {
            labelled = csv.hasLabel();
            while (csv.next()) {
                if (n == times.length) {
                    timeTexts = Arrays.copyOf(timeTexts, 2 * n);
                    times = Arrays.copyOf(times, 2 * n);
                    valueTexts = Arrays.copyOf(valueTexts, 2 * n);
                    values = Arrays.copyOf(values, 2 * n);
                    labels = Arrays.copyOf(labels, 2 * n);
                }
                timeTexts[n] = csv.timeText();
                times[n] = csv.timeMicros();
                valueTexts[n] = csv.valueText();
                values[n] = csv.value();
                labels[n++] = csv.label();
            }
        }
        if (n == 0) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, file + ": the file has a header but no rows");
        }
        return new InputSeries(
                name(file),
                Arrays.copyOf(timeTexts, n),
                Arrays.copyOf(times, n),
                Arrays.copyOf(valueTexts, n),
                Arrays.copyOf(values, n),
                labelled ? Arrays.copyOf(labels, n) : new boolean[0]);
    }

    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        for (String suffix : new String[] {".gz", ".csv"}) {
            if (name.endsWith(suffix)) {
                name = name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }
}
