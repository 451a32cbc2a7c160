// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.core.wire.Undecodable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the newest record of each key of the settings topic. */
final class SettingsUpdate implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsUpdate.class);

    private final Counters counters;
    private final AtomicLong changes;
    private @Nullable KeyValueStore<byte[], byte[]> settings;

    /** @param changes grows with each record that changes something */
    SettingsUpdate(Counters counters, AtomicLong changes) {
        this.counters = counters;
        this.changes = changes;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        settings = context.getStateStore(Names.SETTINGS);
    }

    @Override
    public void process(Record<byte[], byte[]> entry) {
        KeyValueStore<byte[], byte[]> store = java.util.Objects.requireNonNull(settings);
        byte[] key = entry.key();
        byte @Nullable [] value = entry.value();
        if (key == null) {
            counters.undecodable.increment();
        } else if (value == null) {
            store.delete(key);
            changes.incrementAndGet();
        } else {
            try {
                long version = version(value);
                byte @Nullable [] old = store.get(key);
                if (old == null || version > version(old)) {
                    store.put(key, value);
                    changes.incrementAndGet();
                }
            } catch (Undecodable e) {
                counters.undecodable.increment();
                LOG.error("A settings record is passed over: {}", e.getMessage());
            }
        }
    }

    private static long version(byte[] value) {
        return switch (SettingsCodec.decode(value)) {
            case SettingsMessage.OfKpi ofKpi -> ofKpi.kpi().version();
            case SettingsMessage.OfDetector ofDetector -> ofDetector.detector().version();
            case SettingsMessage.OfCalendar ofCalendar -> ofCalendar.event().version();
        };
    }
}
