// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import io.tidewatch.core.log.Topic;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Samples in, points out, and beside them what came too late. */
final class WindowTopology {
    static final String MARKS = "marks";
    static final String WINDOWS = "windows";
    static final String POINTS = "points";
    static final String LATE = "late";

    private WindowTopology() {}

    static Topology build(WindowCounters counters) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        Topology topology = new Topology();
        topology.addSource("samples", in, in, Topic.SAMPLES.id());
        topology.addProcessor("aggregate", () -> new WindowProcessor(counters), "samples");
        topology.addStateStore(store(MARKS), "aggregate");
        topology.addStateStore(store(WINDOWS), "aggregate");
        topology.addSink(POINTS, Topic.POINTS.id(), out, out, "aggregate");
        topology.addSink(LATE, Topic.SAMPLES_LATE.id(), out, out, "aggregate");
        return topology;
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(8 * 1024 * 1024)));
    }
}
