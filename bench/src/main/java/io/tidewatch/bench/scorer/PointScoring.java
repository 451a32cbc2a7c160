// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import com.amazon.randomcutforest.RandomCutForest;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Rescorer;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.SeriesDetector;
import io.tidewatch.scorer.detector.Settings;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What a point costs, one thread, time and allocations: the adaptive detector, the same with checkpoints for late points, and a
 * Random Cut Forest of the size that the quality bench runs. Points of a minute with a daily tide and noise, in one long stream.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PointScoring {
    private static final int DAY = 1440;
    private static final int TREES = 30;
    private static final int SAMPLE = 256;
    private static final int SHINGLE = 8;
    private static final SeriesKey SERIES = SeriesKey.of("cost");
    private static final Settings SETTINGS = Settings.of(Kpi.named("cost"));
    private static final AlertListener NOBODY = new AlertListener() {
        @Override
        public void onAlert(AlertEvent event) {}

        @Override
        public void onControl(ControlApplied applied) {}
    };

    private final double[] values = values();
    private final Scored out = new Scored();
    private final SeriesDetector detector = new SeriesDetector(SERIES, SETTINGS, NOBODY);
    private final Rescorer rescorer = new Rescorer(SERIES, SETTINGS, NOBODY, Tuning.DEFAULT);
    private final RandomCutForest forest = RandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .internalShinglingEnabled(true)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .outputAfter(SAMPLE)
            .randomSeed(7)
            .build();
    private final double[] point = new double[1];
    private long n;

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(PointScoring.class.getName())
                        .forks(1)
                        .warmupIterations(5)
                        .measurementIterations(5)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementTime(TimeValue.seconds(2))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    @Benchmark
    public double detector() {
        detector.score(n * Micros.MINUTE, next(), out);
        return out.evidence;
    }

    @Benchmark
    public double withCheckpoints() {
        rescorer.score(n * Micros.MINUTE, next(), out);
        return out.evidence;
    }

    @Benchmark
    public double randomCutForest() {
        point[0] = next();
        double score = forest.getAnomalyScore(point);
        forest.update(point);
        return score;
    }

    private double next() {
        return values[(int) (n++ % values.length)];
    }

    private static double[] values() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = new double[50 * DAY];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + 20 * Math.sin(2 * Math.PI * i / DAY) + 3 * random.nextDouble();
        }
        return values;
    }
}
