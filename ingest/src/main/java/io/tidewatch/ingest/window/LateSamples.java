// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.log.Topic;
import io.tidewatch.ingest.window.wire.Samples;
import io.tidewatch.ingest.window.wire.SamplesRecord;
import io.tidewatch.ingest.window.wire.Source;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.point.LateSample;
import io.tidewatch.storage.point.LateSampleStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves samples that came too late to be aggregated from their topic to their table, where somebody can find them. */
public final class LateSamples implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateSamples.class);
    private static final String GROUP = "tidewatch-late-samples";

    private final LateSampleStore store;
    private final TopicReader reader;

    /** Starts at once. */
    public LateSamples(LogClients clients, LateSampleStore store) {
        this.store = store;
        this.reader = new TopicReader(clients, GROUP, List.of(Topic.SAMPLES_LATE.id()), this::handle);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<LateSample> late = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            try {
                add(late, entry, SamplesRecord.parseFrom(entry.value()).getSamples());
            } catch (InvalidProtocolBufferException e) {
                LOG.warn("A record of {} is passed over: {}", entry.topic(), e.getMessage());
            }
        }
        store.add(late);
    }

    private static void add(List<LateSample> late, ConsumerRecord<byte[], byte[]> entry, Samples samples) {
        int place = 0;
        for (Source source : samples.getSourcesList()) {
            for (int i = 0; i < source.getValueCount(); i++) {
                late.add(new LateSample(
                        samples.getSpec().getOutputs(0).getSeries(),
                        source.getInput(),
                        source.getTimeMicros(i),
                        source.getValue(i),
                        entry.timestamp() * 1_000,
                        entry.partition(),
                        entry.offset(),
                        place++));
            }
        }
    }
}
