// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.detection.Tuning;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code DetectionQuality aiops|methods|nab DATA [name=number …]}: the tables of docs/benchmarks.md, on standard output. Constants given
 * replace those of the committed configuration, for experiments. Exits with 2 where the arguments make no sense.
 */
public final class DetectionQuality {
    private DetectionQuality() {}

    public static void main(String[] args) {
        if (args.length < 2 || !List.of("aiops", "nab", "methods").contains(args[0])) {
            System.err.println("usage: DetectionQuality aiops|methods|nab DATA-DIRECTORY [name=number ...]");
            System.exit(2);
        }
        Map<String, Double> changes = new HashMap<>();
        for (int i = 2; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            changes.put(args[i].substring(0, equals), Double.valueOf(args[i].substring(equals + 1)));
        }
        Tuning tuning = Tuning.with(changes);
        System.out.println("constants " + Tuning.digest() + (changes.isEmpty() ? "" : ", changed: " + changes));
        switch (args[0]) {
            case "nab" -> new NabQuality(Path.of(args[1]), System.out).run(tuning);
            case "methods" -> new KpiQuality(Path.of(args[1]), System.out).methods(tuning);
            default -> new KpiQuality(Path.of(args[1]), System.out).run(tuning);
        }
    }
}
