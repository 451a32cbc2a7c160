// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of the state is still to be read back from the log; meanwhile the partitions concerned wait. */
final class Restoring implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

    private record Store(TopicPartition partition, String name) {}

    private final Map<Store, Long> left = new ConcurrentHashMap<>();

    /** Records. */
    long left() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        left.put(new Store(partition, store), Math.max(0, to - from));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long offset, long records) {
        left.computeIfPresent(new Store(partition, store), (any, before) -> Math.max(0, before - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        left.remove(new Store(partition, store));
        LOG.debug("{} of {} is back: {} records", store, partition, total);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        left.remove(new Store(partition, store));
    }
}
