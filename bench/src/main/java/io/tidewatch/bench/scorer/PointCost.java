// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import com.amazon.randomcutforest.RandomCutForest;
import com.sun.management.ThreadMXBean;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.MemoryCodec;
import io.tidewatch.scorer.detector.Rescorer;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.SeriesDetector;
import io.tidewatch.scorer.detector.Settings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * {@code PointCost [ROUNDS]}: what a point costs, on one thread, by the thread's own CPU time and its own allocations, so that a busy
 * machine disturbs little; a Random Cut Forest beside it in the same run. Three weeks of minutes a round, with noise, a daily tide
 * and a few incidents.
 */
public final class PointCost {
    private static final int POINTS = 21 * 24 * 60;
    private static final SeriesKey SERIES = SeriesKey.of("cost");
    private static final AlertListener NOBODY = new AlertListener() {
        @Override
        public void onAlert(AlertEvent event) {}

        @Override
        public void onControl(ControlApplied applied) {}
    };

    private PointCost() {}

    private interface Run {
        void of(double[] values);
    }

    public static void main(String[] args) {
        int rounds = args.length == 0 ? 30 : Integer.parseInt(args[0]);
        double[] values = values();
        Settings settings = Settings.of(Kpi.named("cost"));
        System.out.println(
                "| what | ns a point, median of " + rounds / 2 + " rounds | best | bytes allocated a point |");
        System.out.println("|---|---|---|---|");
        measure("the adaptive detector alone", rounds, values, given -> {
            SeriesDetector detector = new SeriesDetector(SERIES, settings, NOBODY);
            Scored out = new Scored();
            for (int i = 0; i < given.length; i++) {
                detector.score(i * Micros.MINUTE, given[i], out);
            }
        });
        measure("with checkpoint and points for late ones", rounds, values, given -> {
            Rescorer rescorer = new Rescorer(SERIES, settings, NOBODY, Tuning.DEFAULT);
            Scored out = new Scored();
            for (int i = 0; i < given.length; i++) {
                rescorer.score(i * Micros.MINUTE, given[i], out);
            }
        });
        measure("the same, a fifth of the points half an hour late", rounds, values, given -> {
            Rescorer rescorer = new Rescorer(SERIES, settings, NOBODY, Tuning.DEFAULT);
            Scored out = new Scored();
            for (int i = 0; i < given.length; i++) {
                if (i % 5 != 2) {
                    rescorer.score(i * Micros.MINUTE, given[i], out);
                }
                if (i >= 30 && (i - 30) % 5 == 2) {
                    rescorer.score((i - 30) * Micros.MINUTE, given[i - 30], out);
                    rescorer.settle(scored -> {});
                }
            }
        });
        measure("Random Cut Forest, 30 trees of 256, shingles of 8", Math.max(2, rounds / 5), values, given -> {
            RandomCutForest forest = RandomCutForest.builder()
                    .dimensions(8)
                    .shingleSize(8)
                    .internalShinglingEnabled(true)
                    .numberOfTrees(30)
                    .sampleSize(256)
                    .outputAfter(256)
                    .randomSeed(7)
                    .build();
            double[] point = new double[1];
            for (double value : given) {
                point[0] = value;
                forest.getAnomalyScore(point);
                forest.update(point);
            }
        });
        sizes(values, settings);
    }

    private static void sizes(double[] values, Settings settings) {
        SeriesDetector detector = new SeriesDetector(SERIES, settings, NOBODY);
        Rescorer rescorer = new Rescorer(SERIES, settings, NOBODY, Tuning.DEFAULT);
        Scored out = new Scored();
        for (int i = 0; i < values.length; i++) {
            detector.score(i * Micros.MINUTE, values[i], out);
            rescorer.score(i * Micros.MINUTE, values[i], out);
        }
        System.out.println("state of the detector: " + detector.save().length + " bytes; checkpoints and ledger: "
                + MemoryCodec.encode(SERIES, rescorer.memory()).length + " bytes");
    }

    private static void measure(String what, int rounds, double[] values, Run run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        double[] nanos = new double[rounds];
        double bytes = 0;
        for (int round = 0; round < rounds; round++) {
            long allocated = threads.getThreadAllocatedBytes(self);
            long cpu = threads.getCurrentThreadCpuTime();
            run.of(values);
            nanos[round] = (double) (threads.getCurrentThreadCpuTime() - cpu) / values.length;
            bytes = (double) (threads.getThreadAllocatedBytes(self) - allocated) / values.length;
        }
        double[] warm = Arrays.copyOfRange(nanos, rounds / 2, rounds);
        Arrays.sort(warm);
        System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.2f |%n", what, warm[warm.length / 2], warm[0], bytes);
    }

    private static double[] values() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double tide = 20 * Math.sin(2 * Math.PI * i / 1440);
            double incident = i % 4000 > 3990 ? 40 : 0;
            values[i] = 100 + tide + 3 * random.nextDouble() + incident;
        }
        return values;
    }
}
