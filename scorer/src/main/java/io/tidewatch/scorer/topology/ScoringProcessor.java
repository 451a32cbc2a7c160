// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.PointsMessage;
import io.tidewatch.core.wire.ScoresCodec;
import io.tidewatch.core.wire.ScoresMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.scorer.detector.Scored;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores one partition. A record that can't be read, or on which a detector fails, is passed over as a whole: read again after
 * a restart it would fail again, and nothing would ever come after it.
 */
final class ScoringProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringProcessor.class);

    private final Counters counters;
    private final int readyDetectors;
    private final AtomicLong settingsChanges;
    private final Scored scored = new Scored();
    private @Nullable Partition partition;

    /** What lives from one assignment of the partition to its loss. */
    private record Partition(
            ProcessorContext<byte[], byte[]> context,
            SeriesStores stores,
            SettingsTable settings,
            PartitionClock clock,
            JointDetectors joint,
            ReadyDetectors ready) {}

    ScoringProcessor(Counters counters, int readyDetectors, AtomicLong settingsChanges) {
        this.counters = counters;
        this.readyDetectors = readyDetectors;
        this.settingsChanges = settingsChanges;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        partition = new Partition(
                context,
                new SeriesStores(context),
                new SettingsTable(context.getStateStore(Names.SETTINGS), settingsChanges),
                new PartitionClock(context, Names.CLOCK),
                new JointDetectors(context.getStateStore(Names.SETTINGS), settingsChanges),
                new ReadyDetectors(readyDetectors));
    }

    @Override
    public void close() {
        partition = null;
    }

    @Override
    public void process(Record<byte[], byte[]> entry) {
        Partition here = Objects.requireNonNull(partition);
        String topic = here.context.recordMetadata().map(RecordMetadata::topic).orElse("");
        try {
            if (topic.equals(Topic.POINTS.id())) {
                points(here, entry);
            } else if (topic.equals(Topic.FORECASTS.id())) {
                forecast(here, series(entry), entry.value());
            } else {
                calibration(here, series(entry), entry.value());
            }
        } catch (Undecodable e) {
            counters.undecodable.increment();
            LOG.error("{} is passed over: {}", place(here), e.getMessage());
        }
    }

    private void points(Partition here, Record<byte[], byte[]> entry) {
        if (entry.value() == null) {
            throw new Undecodable("points", new IllegalArgumentException("it has no value"));
        }
        switch (PointsCodec.decode(entry.value())) {
            case PointsMessage.Clock(long micros) -> heartbeat(here, entry, micros);
            case PointsMessage.Batch(SeriesPoints points) -> {
                if (points.origin() == Origin.LIVE && points.size() > 0) {
                    score(here, series(entry), points, entry);
                }
            }
        }
    }

    private void score(Partition here, byte[] key, SeriesPoints points, Record<byte[], byte[]> entry) {
        handle(here, key, points.series(), newest(points), entry, live -> {
            if (here.clock.now() != Long.MIN_VALUE) {
                live.rescorer().clock(here.clock.now());
            }
            int tooLate = live.score(points, scored);
            counters.late.add(tooLate);
            counters.rescored.add(live.rescored());
            counters.scored.add(live.accepted());
            counters.age.set(Math.max(0, here.context.currentSystemTimeMs() - entry.timestamp()));
        });
    }

    private static long newest(SeriesPoints points) {
        long newest = Long.MIN_VALUE;
        for (long time : points.timeMicros()) {
            newest = Math.max(newest, time);
        }
        return newest;
    }

    private void heartbeat(Partition here, Record<byte[], byte[]> entry, long micros) {
        if (here.clock.advance(micros)) {
            for (Map.Entry<byte[], SeriesKey> due : here.clock.due().entrySet()) {
                handle(
                        here,
                        due.getKey(),
                        due.getValue(),
                        micros,
                        entry,
                        live -> live.rescorer().clock(micros));
            }
        }
    }

    private interface Step {
        void run(LiveSeries live);
    }

    private void handle(
            Partition here, byte[] key, SeriesKey series, long until, Record<byte[], byte[]> entry, Step step) {
        LiveSeries live;
        try {
            live = here.ready.get(
                    key, until, () -> here.stores.load(key, series, here.settings.of(series.kpi()), until));
            live.settings(here.settings.of(series.kpi()));
            step.run(live);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            counters.failed.increment();
            LOG.error("{} is passed over: series {} can't be scored", place(here), series, e);
            // What the detector did with the record so far is undone: the state is read again.
            here.ready.remove(key);
            return;
        }
        publish(here, key, live, entry);
        here.stores.save(key, live);
        here.clock.waits(key, series, live.rescorer().deadline());
        live.clear();
    }

    private void publish(Partition here, byte[] key, LiveSeries live, Record<byte[], byte[]> entry) {
        for (byte[] alert : live.alerts()) {
            here.context.forward(new Record<>(key, alert, entry.timestamp()), Names.ALERTS);
        }
        for (AlertEvent event : live.events()) {
            JointProcessor.join(here.context, here.joint, event, entry.timestamp());
        }
        counters.alertEvents.add(live.events().size());
        counters.notables.add(live.notables());
        if (!live.scores().isEmpty()) {
            byte[] scores = ScoresCodec.encode(new ScoresMessage(SeriesId.ofKey(key), live.scores()));
            here.context.forward(new Record<>(key, scores, entry.timestamp()), Names.SCORES);
        }
    }

    private static void forecast(Partition here, byte[] key, byte @Nullable [] value) {
        if (value == null) {
            here.stores.forgetForecasts(key);
            here.ready.remove(key);
            return;
        }
        Forecast forecast = ForecastCodec.decode(value);
        if (here.stores.keep(key, forecast, value)) {
            here.ready.ifPresent(key, live -> live.apply(forecast));
        }
    }

    private static void calibration(Partition here, byte[] key, byte @Nullable [] value) {
        if (value == null) {
            // Calibrations are taken back only where their series is deleted.
            here.stores.forget(key);
            here.ready.remove(key);
            here.clock.waitsNoMore(key);
            return;
        }
        Calibration calibration = CalibrationCodec.decode(value);
        if (here.stores.keep(key, calibration, value)) {
            here.ready.ifPresent(key, live -> live.apply(calibration));
        }
    }

    private static byte[] series(Record<byte[], byte[]> entry) {
        byte @Nullable [] key = entry.key();
        if (key == null || key.length != Long.BYTES) {
            throw new Undecodable(
                    "series' key",
                    new IllegalArgumentException("it has no 8 bytes but " + (key == null ? 0 : key.length)));
        }
        return key;
    }

    private static String place(Partition here) {
        return here.context
                .recordMetadata()
                .map(at -> at.topic() + "-" + at.partition() + " at offset " + at.offset())
                .orElse("A record");
    }
}
