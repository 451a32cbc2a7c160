// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.log.Topic;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * One processor scores: it must see points, forecasts, calibrations and the clock of a partition one after the other. Every
 * output is a function of the inputs and their order.
 */
final class ScoringTopology {
    private ScoringTopology() {}

    /** @param readyDetectors kept in memory for each partition */
    static Topology build(Counters counters, int readyDetectors) {
        Topology topology = new Topology();
        AtomicLong settingsChanges = new AtomicLong();
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(Names.SETTINGS), Serdes.ByteArray(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                Names.SETTINGS_SOURCE,
                in,
                in,
                Topic.SETTINGS.id(),
                Names.SETTINGS_UPDATE,
                () -> new SettingsUpdate(counters, settingsChanges));
        topology.addSource(Names.POINTS, in, in, Topic.POINTS.id());
        topology.addSource(Names.FORECASTS, in, in, Topic.FORECASTS.id());
        topology.addSource(Names.CALIBRATIONS, in, in, Topic.CALIBRATIONS.id());
        topology.addProcessor(
                Names.SCORE,
                () -> new ScoringProcessor(counters, readyDetectors, settingsChanges),
                Names.POINTS,
                Names.FORECASTS,
                Names.CALIBRATIONS);
        topology.addStateStore(
                store(Stores.persistentKeyValueStore(Names.STATES)).withCachingEnabled(), Names.SCORE);
        topology.addStateStore(store(Stores.persistentKeyValueStore(Names.POINT_LOG)), Names.SCORE);
        topology.addStateStore(store(Stores.persistentKeyValueStore(Names.FORECAST_STORE)), Names.SCORE);
        topology.addStateStore(store(Stores.persistentKeyValueStore(Names.CALIBRATION_STORE)), Names.SCORE);
        topology.addStateStore(store(Stores.inMemoryKeyValueStore(Names.CLOCK)), Names.SCORE);
        joint(topology, in, counters, settingsChanges);
        topology.addSink(Names.ALERTS, Topic.ALERTS.id(), out, out, Names.SCORE, Names.JOINT);
        topology.addSink(Names.JOINS_OUT, Topic.JOINS.id(), out, out, Names.SCORE, Names.JOINT);
        topology.addSink(Names.SCORES, Topic.SCORES.id(), out, out, Names.SCORE);
        return topology;
    }

    /** What looks at more than one series; heartbeats come to it with the points. */
    private static void joint(
            Topology topology, ByteArrayDeserializer in, Counters counters, AtomicLong settingsChanges) {
        topology.addSource(Names.EVENTS, in, in, Topic.EVENTS.id());
        topology.addSource(Names.LOOKUP, in, in, Topic.LOOKUP.id());
        topology.addSource(Names.JOINS, in, in, Topic.JOINS.id());
        topology.addProcessor(
                Names.JOINT,
                () -> new JointProcessor(counters, settingsChanges),
                Names.POINTS,
                Names.EVENTS,
                Names.LOOKUP,
                Names.JOINS);
        topology.addStateStore(
                store(Stores.persistentKeyValueStore(Names.JOINT_STATES)).withCachingEnabled(), Names.JOINT);
        topology.addStateStore(store(Stores.persistentKeyValueStore(Names.LOOKUPS)), Names.JOINT);
        topology.addStateStore(store(Stores.inMemoryKeyValueStore(Names.JOINT_CLOCK)), Names.JOINT);
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(8 * 1024 * 1024),
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.2"));
    }
}
