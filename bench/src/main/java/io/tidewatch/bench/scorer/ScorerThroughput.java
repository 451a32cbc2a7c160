// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.scorer.topology.ScorerRole;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/**
 * Points a second through the topology on one thread: the topic is filled first, one point a record, then the scorer starts.
 * Arguments: series, points of each, commit interval in ms, keep scores (true or false).
 */
public final class ScorerThroughput {
    private ScorerThroughput() {}

    public static void main(String[] arguments) throws Exception {
        Logs.from(Level.SEVERE);
        int series = Integer.parseInt(arguments[0]);
        int points = Integer.parseInt(arguments[1]);
        Duration commit = Duration.ofMillis(Long.parseLong(arguments[2]));
        boolean keepScores = Boolean.parseBoolean(arguments[3]);
        try (ScoringRig rig = new ScoringRig(series, keepScores)) {
            for (int minute = 0; minute < points; minute++) {
                for (int i = 0; i < series; i++) {
                    rig.send(i, minute, 0);
                }
            }
            rig.producer.flush();
            ScorerRole scorer = rig.scorer("throughput", commit);
            scorer.start();
            // The first fifth warms up.
            long total = (long) series * points;
            await(scorer, total / 5);
            long before = scorer.counters().scored();
            long start = System.nanoTime();
            long cpu = ScoringRig.scoringCpu();
            await(scorer, total);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (ScoringRig.scoringCpu() - cpu) / 1e9;
            long scored = scorer.counters().scored() - before;
            System.out.printf(
                    Locale.ROOT,
                    "%d series, commit %d ms, scores %s: %.0f points/s wall, %.0f points per CPU second of the scoring thread%n",
                    series,
                    commit.toMillis(),
                    keepScores ? "kept" : "not kept",
                    scored / seconds,
                    scored / cpuSeconds);
            scorer.stop();
        }
    }

    private static void await(ScorerRole scorer, long points) throws InterruptedException {
        while (scorer.counters().scored() < points) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
