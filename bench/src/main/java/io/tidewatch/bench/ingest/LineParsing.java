// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.ingest.line.LineParser;
import io.tidewatch.ingest.line.LineSink;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Lines a second of the line protocol's parser alone, one thread, and what it allocates: lines as Telegraf's cpu input writes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LineParsing {
    private static final int LINES = 1_000;

    private final LineParser parser = new LineParser();
    private final byte[] one = lines("usage_user=%.3f");
    private final byte[] ten =
            lines("usage_guest=%.3f,usage_guest_nice=0,usage_idle=97.25,usage_iowait=0.5,usage_irq=0,usage_nice=0,"
                    + "usage_softirq=0.25,usage_steal=0,usage_system=1,usage_user=1.5");
    private double sum;
    private final LineSink sink = new LineSink() {
        @Override
        public void field(
                byte[] bytes, int seriesFrom, int seriesTo, int fieldFrom, int fieldTo, double value, long time) {
            sum += value + fieldTo + time;
        }

        @Override
        public void text() {
            sum++;
        }
    };

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(LineParsing.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .measurementIterations(5)
                        .warmupTime(org.openjdk.jmh.runner.options.TimeValue.seconds(2))
                        .measurementTime(org.openjdk.jmh.runner.options.TimeValue.seconds(2))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public double oneField() {
        return all(one);
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public double tenFields() {
        return all(ten);
    }

    private double all(byte[] bytes) {
        int from = 0;
        for (int to = 0; to < bytes.length; to++) {
            if (bytes[to] == '\n') {
                if (parser.parse(bytes, from, to, sink) != LineParser.End.TAKEN) {
                    throw new IllegalStateException(parser.why());
                }
                from = to + 1;
            }
        }
        return sum;
    }

    private static byte[] lines(String fields) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append("cpu,cpu=cpu")
                    .append(i % 16)
                    .append(",datacenter=eu-1,host=web-")
                    .append(i)
                    .append(' ')
                    .append(String.format(java.util.Locale.ROOT, fields, random.nextDouble() * 100))
                    .append(" 17724420")
                    .append(10 + i % 60)
                    .append("000000000\n");
        }
        return text.toString().getBytes(UTF_8);
    }
}
