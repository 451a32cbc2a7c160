// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What peers.R measured: by method, by series and fold. */
record PeerResults(Map<String, Map<String, double[]>> byMethod) {
    /** Columns of a result: MASE, sMAPE, pinball, inside 80 %, inside 95 %, MSIS, CPU in ms. */
    static final int MEASURES = 7;

    /** Reads every file that exists. */
    static PeerResults read(List<Path> files) throws IOException {
        Map<String, Map<String, double[]>> byMethod = new TreeMap<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] cells = line.split(",", -1);
                    if (!cells[0].equals("series") && cells.length == 3 + MEASURES) {
                        byMethod.computeIfAbsent(cells[2], method -> new LinkedHashMap<>())
                                .put(cells[0] + "#" + cells[1], numbers(cells));
                    }
                }
            }
        }
        return new PeerResults(byMethod);
    }

    private static double[] numbers(String[] cells) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 3; i < cells.length; i++) {
            numbers.add(cells[i].equals("NA") || cells[i].equals("NaN") ? Double.NaN : Double.parseDouble(cells[i]));
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
