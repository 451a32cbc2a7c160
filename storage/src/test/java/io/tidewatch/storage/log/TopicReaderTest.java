// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("events", 0);

    /** Kafka's own stand-in, of a group that others are joining: the first commits are refused. */
    private static final class Joined extends MockConsumer<byte[], byte[]> {
        final CountDownLatch committed = new CountDownLatch(1);
        private int refusals;

        Joined(int refusals) {
            super("earliest");
            this.refusals = refusals;
            schedulePollTask(() -> {
                rebalance(List.of(PARTITION));
                updateBeginningOffsets(Map.of(PARTITION, 0L));
                addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 0, new byte[0], new byte[] {1}));
            });
        }

        @Override
        public synchronized void commitSync() {
            if (refusals > 0) {
                refusals--;
                throw new RebalanceInProgressException("others join");
            }
            super.commitSync();
            committed.countDown();
        }
    }

    @Test
    void handlesABatchOnceAndCommitsItWhenTheOthersHaveJoined() throws InterruptedException {
        Joined consumer = new Joined(3);
        Queue<ConsumerRecord<byte[], byte[]>> handled = new ConcurrentLinkedQueue<>();
        try (TopicReader reader = new TopicReader(consumer, "reader", List.of("events"), handled::addAll)) {
            assertThat(consumer.committed.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(consumer.committed(Set.of(PARTITION)))
                    .extractingByKey(PARTITION)
                    .extracting(OffsetAndMetadata::offset)
                    .isEqualTo(1L);
            assertThat(handled).hasSize(1);
            assertThat(reader.trouble()).isEmpty();
        }
    }
}
