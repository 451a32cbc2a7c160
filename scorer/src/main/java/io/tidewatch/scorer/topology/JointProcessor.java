// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Join;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.event.Lookup;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.EventsCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.PointsMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.scorer.joint.CompositeSeries;
import io.tidewatch.scorer.joint.EventSessions;
import io.tidewatch.scorer.joint.JointCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composites and event counts of one partition. */
final class JointProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(JointProcessor.class);

    private final Counters counters;
    private final AtomicLong settingsChanges;
    private @Nullable Partition partition;

    /** What lives from one assignment of the partition to its loss. */
    private record Partition(
            ProcessorContext<byte[], byte[]> context,
            KeyValueStore<byte[], byte[]> states,
            KeyValueStore<byte[], byte[]> lookups,
            JointDetectors detectors,
            PartitionClock clock) {}

    JointProcessor(Counters counters, AtomicLong settingsChanges) {
        this.counters = counters;
        this.settingsChanges = settingsChanges;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        partition = new Partition(
                context,
                context.getStateStore(Names.JOINT_STATES),
                context.getStateStore(Names.LOOKUPS),
                new JointDetectors(context.getStateStore(Names.SETTINGS), settingsChanges),
                new PartitionClock(context, Names.JOINT_CLOCK));
    }

    @Override
    public void close() {
        partition = null;
    }

    @Override
    public void process(Record<byte[], byte[]> entry) {
        Partition here = Objects.requireNonNull(partition);
        String topic = here.context.recordMetadata().map(RecordMetadata::topic).orElse("");
        byte @Nullable [] value = entry.value();
        try {
            if (topic.equals(Topic.POINTS.id())) {
                // Heartbeats alone have an empty key.
                if (entry.key() != null && entry.key().length == 0 && value != null) {
                    heartbeat(here, entry, value);
                }
            } else if (topic.equals(Topic.LOOKUP.id())) {
                lookup(here, entry.key(), value);
            } else if (value == null) {
                throw new Undecodable("record", new IllegalArgumentException("it has no value"));
            } else if (topic.equals(Topic.EVENTS.id())) {
                event(here, entry, EventsCodec.decode(value));
            } else {
                Join join = AlertsCodec.decodeJoin(value);
                composite(here, entry, join.series(), join.alert());
            }
        } catch (Undecodable e) {
            counters.undecodable.increment();
            LOG.error("A record of {} is passed over: {}", topic, e.getMessage());
        }
    }

    private void heartbeat(Partition here, Record<byte[], byte[]> entry, byte[] value) {
        switch (PointsCodec.decode(value)) {
            case PointsMessage.Batch(SeriesPoints points) -> {
                // Points have a key.
            }
            case PointsMessage.Clock(long micros) -> {
                if (here.clock.advance(micros)) {
                    here.clock.due().values().forEach(series -> due(here, entry, series));
                }
            }
        }
    }

    private void due(Partition here, Record<byte[], byte[]> entry, SeriesKey series) {
        byte @Nullable [] state = here.states.get(series.id().key());
        if (state == null) {
            here.clock.waits(series.id().key(), series, Long.MAX_VALUE);
        } else if (JointCodec.isComposite(state)) {
            composite(here, entry, series, null);
        } else {
            sessions(here, entry, series, null);
        }
    }

    private static void lookup(Partition here, byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            throw new Undecodable("lookup", new IllegalArgumentException("it has no key"));
        }
        if (value == null) {
            here.lookups.delete(key);
        } else {
            EventsCodec.decodeLookup(value);
            here.lookups.put(key, value);
        }
    }

    private void event(Partition here, Record<byte[], byte[]> entry, Event event) {
        for (Detector.EventCount count : here.detectors.counts()) {
            sessions(here, entry, new SeriesKey(count.id(), Labels.of(count.label(), event.key())), event);
        }
    }

    private void sessions(Partition here, Record<byte[], byte[]> entry, SeriesKey series, @Nullable Event event) {
        EventSessions sessions =
                JointCodec.sessions(series, here.states.get(series.id().key()));
        if (here.detectors.find(series.kpi()) instanceof Detector.EventCount count) {
            if (event != null && !sessions.take(count, event)) {
                return;
            }
            long now = Math.max(here.clock.now(), event == null ? Long.MIN_VALUE : event.timeMicros());
            tell(here, entry, sessions.evaluate(count, context(here, count, series), now));
            keep(here, series, JointCodec.encode(sessions), sessions.deadline(count));
        } else {
            tell(here, entry, sessions.retire(here.clock.now()));
            here.states.delete(series.id().key());
            here.clock.waits(series.id().key(), series, Long.MAX_VALUE);
        }
    }

    private static Map<String, String> context(Partition here, Detector.EventCount count, SeriesKey series) {
        byte @Nullable [] lookup = series.labels()
                .get(count.label())
                .map(key -> here.lookups.get(key.getBytes(UTF_8)))
                .orElse(null);
        Lookup known = lookup == null ? new Lookup("none", Map.of()) : EventsCodec.decodeLookup(lookup);
        return known.fields();
    }

    private void composite(Partition here, Record<byte[], byte[]> entry, SeriesKey series, @Nullable AlertEvent input) {
        byte[] key = series.id().key();
        CompositeSeries joined = JointCodec.composite(series, here.states.get(key));
        if (here.detectors.find(series.kpi()) instanceof Detector.Composite composite) {
            if (input != null) {
                joined.take(input);
            }
            long now = Math.max(here.clock.now(), input == null ? Long.MIN_VALUE : input.at());
            tell(here, entry, joined.evaluate(composite, now));
            keep(here, series, JointCodec.encode(joined), joined.deadline(composite, now));
        } else {
            tell(here, entry, joined.retire(here.clock.now()));
            here.states.delete(key);
            here.clock.waits(key, series, Long.MAX_VALUE);
        }
    }

    private static void keep(Partition here, SeriesKey series, byte[] state, long deadline) {
        byte[] key = series.id().key();
        here.states.put(key, state);
        here.clock.waits(key, series, deadline);
    }

    private void tell(Partition here, Record<byte[], byte[]> entry, List<AlertEvent> events) {
        for (AlertEvent event : events) {
            byte[] key = event.series().id().key();
            byte[] alert = AlertsCodec.encode(new AlertsMessage.Event(event));
            here.context.forward(new Record<>(key, alert, entry.timestamp()), Names.ALERTS);
            join(here.context, here.detectors, event, entry.timestamp());
        }
        counters.alertEvents.add(events.size());
    }

    /** Sends an event to the composites that wait for it. */
    static void join(
            ProcessorContext<byte[], byte[]> context, JointDetectors detectors, AlertEvent event, long timestamp) {
        for (SeriesKey series : detectors.waitingFor(event)) {
            byte[] join = AlertsCodec.encode(new Join(series, event));
            context.forward(new Record<>(series.id().key(), join, timestamp), Names.JOINS_OUT);
        }
    }
}
