// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.exact;

import io.tidewatch.core.log.Topic;
import io.tidewatch.storage.log.LogClients;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a scorer has committed, asked of the broker. */
public final class Progress implements AutoCloseable {
    private final Admin admin;
    private final String group;

    public Progress(LogClients clients, String group) {
        this.admin = clients.admin();
        this.group = group;
    }

    /** Records on the points topic. */
    public long all() throws InterruptedException, ExecutionException {
        return ends().values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }

    /** Records of the points topic that are committed. */
    public long done() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return committed.entrySet().stream()
                .filter(each -> each.getKey().topic().equals(Topic.POINTS.id()) && each.getValue() != null)
                .mapToLong(each -> each.getValue().offset())
                .sum();
    }

    /** @throws IllegalStateException where the process has ended */
    public void await(long records, Process scorer) throws InterruptedException, ExecutionException {
        while (done() < records) {
            if (!scorer.isAlive()) {
                throw new IllegalStateException("the scorer ended by itself, with " + scorer.exitValue());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < ScorerMain.PARTITIONS; partition++) {
            asked.put(new TopicPartition(Topic.POINTS.id(), partition), OffsetSpec.latest());
        }
        return admin.listOffsets(asked).all().get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
