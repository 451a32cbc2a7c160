// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.ingest.mapping.Fingerprint;
import io.tidewatch.ingest.window.wire.Mark;
import io.tidewatch.ingest.window.wire.Samples;
import io.tidewatch.ingest.window.wire.SamplesRecord;
import io.tidewatch.ingest.window.wire.Source;
import io.tidewatch.ingest.window.wire.Window;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Collects samples in windows and sends each on when it is complete: when the series' watermark, its latest event time, or the
 * clock on the topic has passed the window's end and its wait. A sample that comes later corrects its window, and the correction
 * is sent on as a point of the same time; one that is later than the limit, seen from the watermark, goes to its own topic.
 */
final class WindowProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final int READY = 2_000;

    private final WindowCounters counters;
    private final Map<Long, WindowOutputs> ready = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, WindowOutputs> eldest) {
            return size() > READY;
        }
    };
    /** Aggregates with open windows, by the clock at which they are due, for those whose samples cease. */
    private final TreeMap<Long, Set<ByteBuffer>> due = new TreeMap<>();

    private final Map<ByteBuffer, Long> dueOf = new HashMap<>();

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<byte[], byte[]> marks;
    private @Nullable Windows windows;
    private long clock = Long.MIN_VALUE;

    WindowProcessor(WindowCounters counters) {
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        marks = given.getStateStore(WindowTopology.MARKS);
        windows = new Windows(given.getStateStore(WindowTopology.WINDOWS));
        try (KeyValueIterator<byte[], byte[]> all = marks().all()) {
            all.forEachRemaining(entry -> note(entry.key, Windows.mark(entry.value)));
        }
    }

    @Override
    public void process(Record<byte[], byte[]> entry) {
        if (entry.value() == null) {
            counters.broken.increment();
            return;
        }
        try {
            SamplesRecord wire = SamplesRecord.parseFrom(entry.value());
            switch (wire.getKindCase()) {
                case SAMPLES -> samples(wire.getSamples(), entry);
                case CLOCK_MICROS -> clock(wire.getClockMicros(), entry.timestamp());
                case KIND_NOT_SET -> counters.broken.increment();
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            // Written by nobody of ours.
            counters.broken.increment();
        }
    }

    private void samples(Samples samples, Record<byte[], byte[]> entry) {
        WindowSpec spec = samples.getSpec();
        long fingerprint = Fingerprint.of(spec);
        byte[] key = Windows.key(fingerprint, samples.getBackfill());
        byte[] held = marks().get(key);
        Mark.Builder mark = held == null
                ? Mark.newBuilder()
                        .setSpec(spec)
                        .setBackfill(samples.getBackfill())
                        .setWatermark(Long.MIN_VALUE)
                        .setOldest(Long.MAX_VALUE)
                : Windows.mark(held).toBuilder();
        WindowOutputs outputs = ready.computeIfAbsent(fingerprint, missing -> new WindowOutputs(spec));
        long step = spec.getStepMicros();
        long limit = mark.getWatermark() == Long.MIN_VALUE ? Long.MIN_VALUE : mark.getWatermark() - lateMicros(mark);
        TreeSet<Long> again = new TreeSet<>();
        long latest = mark.getWatermark();
        for (Map.Entry<Long, List<Source>> part :
                Windows.split(samples.getSourcesList(), step).entrySet()) {
            long start = part.getKey();
            for (Source source : part.getValue()) {
                counters.samples.add(source.getValueCount());
            }
            if (start + step <= limit) {
                late(samples, part.getValue(), entry);
                continue;
            }
            for (Source source : part.getValue()) {
                for (long time : source.getTimeMicrosList()) {
                    latest = Math.max(latest, time);
                }
            }
            Window merged = Windows.merged(windows().read(key, start), part.getValue());
            windows().write(key, start, merged);
            mark.setOldest(Math.min(mark.getOldest(), start));
            if (merged.getSent()) {
                again.add(start);
                again.add(start + step);
            } else if (!mark.getOpen() || start < mark.getOpenFrom()) {
                mark.setOpen(true).setOpenFrom(start);
            }
        }
        mark.setWatermark(latest).setTouched(Math.max(clock, mark.getTouched()));
        for (long start : again) {
            Window window = windows().read(key, start);
            if (window.getSent()) {
                send(key, mark, outputs, start, window, entry.timestamp());
            }
        }
        sendUntil(key, mark, outputs, latest, entry.timestamp());
        forget(key, mark);
        Mark now = mark.build();
        marks().put(key, now.toByteArray());
        note(key, now);
    }

    private void late(Samples samples, List<Source> sources, Record<byte[], byte[]> entry) {
        for (Source source : sources) {
            counters.tooLate.add(source.getValueCount());
        }
        SamplesRecord late = SamplesRecord.newBuilder()
                .setSamples(Samples.newBuilder()
                        .setSpec(samples.getSpec())
                        .setBackfill(samples.getBackfill())
                        .addAllSources(sources))
                .build();
        context().forward(new Record<>(entry.key(), late.toByteArray(), entry.timestamp()), WindowTopology.LATE);
    }

    /** Sends on all windows whose end and wait have passed. */
    private void sendUntil(byte[] key, Mark.Builder mark, WindowOutputs outputs, long time, long stamp) {
        WindowSpec spec = mark.getSpec();
        long step = spec.getStepMicros();
        if (!mark.getOpen()) {
            return;
        }
        long start = mark.getOpenFrom();
        long newest = Math.floorDiv(mark.getWatermark(), step) * step;
        while (start <= newest && start + step + spec.getWaitMicros() <= time) {
            Window window = windows().read(key, start);
            if (window.getSourcesCount() > 0 && !window.getSent()) {
                send(key, mark, outputs, start, window, stamp);
            }
            start = next(key, start, step, newest);
        }
        mark.setOpen(start <= newest).setOpenFrom(start);
    }

    /** The next window that holds something; years of nothing between two samples are not walked through. */
    private long next(byte[] key, long start, long step, long newest) {
        return windows().next(key, start + step, newest).orElse(newest + step);
    }

    private void send(byte[] key, Mark.Builder mark, WindowOutputs outputs, long start, Window window, long stamp) {
        WindowSpec spec = mark.getSpec();
        double[] values = outputs.of(window, windows().read(key, start - spec.getStepMicros()));
        Window.Builder sent = window.toBuilder().setSent(true).clearLast();
        for (int i = 0; i < values.length; i++) {
            double before = i < window.getLastCount() ? window.getLast(i) : Double.NaN;
            // What was said once stays where the correction says nothing.
            double value = Double.isNaN(values[i]) ? before : values[i];
            sent.addLast(value);
            if (!Double.isNaN(value) && value != before) {
                (Double.isNaN(before) ? counters.sent : counters.corrected).increment();
                SeriesKey series = SeriesKey.parse(spec.getOutputs(i).getSeries());
                byte[] point = PointsCodec.encode(new SeriesPoints(
                        series, mark.getBackfill() ? Origin.BACKFILL : Origin.LIVE, new long[] {start}, new double[] {
                            value
                        }));
                context().forward(new Record<>(series.id().key(), point, stamp), WindowTopology.POINTS);
            }
        }
        windows().write(key, start, sent.build());
    }

    /** Drops windows that nothing can correct any more; the one before the first that can is kept for its counters. */
    private void forget(byte[] key, Mark.Builder mark) {
        WindowSpec spec = mark.getSpec();
        long step = spec.getStepMicros();
        long keepFrom = mark.getWatermark() - lateMicros(mark) - 2 * step;
        long start = mark.getOldest();
        while (start + step <= keepFrom && !(mark.getOpen() && start >= mark.getOpenFrom())) {
            windows().delete(key, start);
            start = next(key, start, step, Math.floorDiv(mark.getWatermark(), step) * step);
        }
        mark.setOldest(start);
    }

    /** History comes host by host or file by file, so its order says less. */
    private static long lateMicros(Mark.Builder mark) {
        long late = mark.getSpec().getLateMicros();
        return mark.getBackfill() ? Math.max(late, 7 * Micros.DAY) : late;
    }

    private void clock(long micros, long stamp) {
        clock = Math.max(clock, micros);
        while (!due.isEmpty() && due.firstKey() <= clock) {
            Set<ByteBuffer> keys = requireNonNull(due.pollFirstEntry()).getValue();
            for (ByteBuffer wrapped : keys) {
                dueOf.remove(wrapped);
                byte[] key = wrapped.array();
                byte[] held = marks().get(key);
                if (held != null) {
                    Mark.Builder mark = Windows.mark(held).toBuilder();
                    WindowSpec spec = mark.getSpec();
                    WindowOutputs outputs =
                            ready.computeIfAbsent(Fingerprint.of(spec), missing -> new WindowOutputs(spec));
                    sendUntil(key, mark, outputs, clock, stamp);
                    Mark now = mark.build();
                    marks().put(key, now.toByteArray());
                    note(key, now);
                }
            }
        }
    }

    /** History is complete when nothing more has come for a while: its windows ended long ago. */
    private void note(byte[] key, Mark mark) {
        ByteBuffer wrapped = ByteBuffer.wrap(key);
        Long before = dueOf.remove(wrapped);
        if (before != null) {
            Set<ByteBuffer> keys = due.get(before);
            if (keys != null) {
                keys.remove(wrapped);
                if (keys.isEmpty()) {
                    due.remove(before);
                }
            }
        }
        if (mark.getOpen()) {
            WindowSpec spec = mark.getSpec();
            long end = mark.getOpenFrom() + spec.getStepMicros() + spec.getWaitMicros();
            long at = mark.getBackfill() || end <= clock
                    ? Math.max(end, mark.getTouched() + Math.max(spec.getWaitMicros(), Micros.SECOND))
                    : end;
            due.computeIfAbsent(at, missing -> new HashSet<>()).add(wrapped);
            dueOf.put(wrapped, at);
        }
    }

    private ProcessorContext<byte[], byte[]> context() {
        return requireNonNull(context);
    }

    private KeyValueStore<byte[], byte[]> marks() {
        return requireNonNull(marks);
    }

    private Windows windows() {
        return requireNonNull(windows);
    }
}
