// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.topic;

import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.PointsMessage;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.storage.log.LogClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Scores the points topic once more, each partition in the order of its offsets, with the classes of life. Forecasts and
 * calibrations take effect where the {@code control.applied} records say that they did, so that the alerts are those of life to
 * the byte, as long as the topics still hold what was in force. From the beginning of the topic on; where it begins later, the
 * series are learnt anew from there.
 */
public final class TopicReplay {
    private final LogClients clients;

    /** What a replay tells. */
    public interface Sink {
        /** A record as it would stand on the alerts topic. */
        void said(SeriesKey series, AlertsMessage message);

        /** Something comes again. */
        default void applied(SeriesKey series, ControlApplied control) {}

        /** It took effect in life, and is no more on its topic. */
        default void missing(SeriesKey series, ControlApplied control) {}
    }

    /** What was read. */
    public record Summary(long points, int series) {}

    public TopicReplay(LogClients clients) {
        this.clients = clients;
    }

    /** @param from the first offset of each partition that is read; where it begins later, that */
    public Summary run(long from, Sink sink) {
        KnownInputs inputs = KnownInputs.read(clients);
        long points = 0;
        int series = 0;
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(Topic.POINTS.id())
                    .forEach(each -> partitions.add(new TopicPartition(Topic.POINTS.id(), each.partition())));
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            // One after the other, so that one partition's series are in memory at a time.
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.resume(List.of(partition));
                consumer.seek(partition, Math.max(from, begins.getOrDefault(partition, 0L)));
                Part part = new Part(inputs, sink);
                WholeTopic.toTheEnd(consumer, List.of(partition), entry -> part.accept(entry.value()));
                points += part.points;
                series += part.all.size();
            }
        }
        return new Summary(points, series);
    }

    /** One partition, as one task of the scorer sees it. */
    private static final class Part {
        private final KnownInputs inputs;
        private final Sink sink;
        private final Map<SeriesKey, RescoredSeries> all = new HashMap<>();
        private final Scored scored = new Scored();
        private long clock = Long.MIN_VALUE;
        private long points;

        Part(KnownInputs inputs, Sink sink) {
            this.inputs = inputs;
            this.sink = sink;
        }

        void accept(byte[] value) {
            switch (PointsCodec.decode(value)) {
                case PointsMessage.Clock(long micros) -> heartbeat(micros);
                case PointsMessage.Batch(SeriesPoints batch) -> {
                    if (batch.origin() == Origin.LIVE && batch.size() > 0) {
                        score(batch);
                    }
                }
            }
        }

        private void score(SeriesPoints batch) {
            RescoredSeries series = all.computeIfAbsent(batch.series(), key -> new RescoredSeries(key, inputs, sink));
            if (clock != Long.MIN_VALUE) {
                series.clock(clock);
            }
            series.score(batch, scored);
            points += batch.size();
        }

        private void heartbeat(long micros) {
            if (micros > clock) {
                clock = micros;
                for (RescoredSeries series : all.values()) {
                    if (series.deadline() <= micros) {
                        series.clock(micros);
                    }
                }
            }
        }
    }
}
