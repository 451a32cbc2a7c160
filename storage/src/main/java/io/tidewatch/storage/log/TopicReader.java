// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic as a member of a group and commits what was handled. A batch that fails (the database is away) is read and
 * handled again until it passes, so handlers are idempotent; what can never pass they must set aside themselves.
 */
public final class TopicReader implements AutoCloseable {
    /** Handles all records of a poll, in order within each partition. */
    @FunctionalInterface
    public interface Handler {
        void handle(List<ConsumerRecord<byte[], byte[]>> records) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;

    private final String name;
    private final Consumer<byte[], byte[]> consumer;
    private final Handler handler;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private volatile boolean running = true;
    private volatile String trouble = "";
    /** Touched by the reading thread alone. */
    private boolean uncommitted;

    /** Starts at once. The group is the name. */
    public TopicReader(LogClients clients, String name, List<String> topics, Handler handler) {
        this(clients.consumer(name), name, topics, handler);
    }

    /** Of a consumer that is the reader's from now on. */
    public TopicReader(Consumer<byte[], byte[]> consumer, String name, List<String> topics, Handler handler) {
        this.name = name;
        this.consumer = consumer;
        this.handler = handler;
        consumer.subscribe(topics);
        this.thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /** Empty, or why the last batch could not be handled. */
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        lock.lock();
        try {
            stopped.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (running) {
                readOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("{} was told to stop", name);
        }
    }

    private void readOnce() {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            // A thread that ended here would leave its partitions unread with nobody told.
            tryAgainAfter(e);
            return;
        }
        if (records.isEmpty() && !uncommitted) {
            return;
        }
        List<ConsumerRecord<byte[], byte[]>> batch = new java.util.ArrayList<>(records.count());
        records.forEach(batch::add);
        try {
            if (!batch.isEmpty()) {
                handler.handle(batch);
            }
            commit();
            if (!trouble.isEmpty()) {
                LOG.info("{} goes on", name);
                trouble = "";
            }
        } catch (WakeupException e) {
            throw e;
        } catch (Exception e) {
            rewind(records);
            tryAgainAfter(e);
        }
    }

    /** Not while others join or leave: a later commit covers this batch too. */
    private void commit() {
        uncommitted = true;
        try {
            consumer.commitSync();
            uncommitted = false;
        } catch (RebalanceInProgressException e) {
            LOG.debug("{} commits later: {}", name, e.toString());
        }
    }

    private void tryAgainAfter(Exception e) {
        if (trouble.isEmpty()) {
            LOG.warn("{} waits and tries again: {}", name, e.toString());
        }
        trouble = String.valueOf(e.getMessage());
        pause();
    }

    private void rewind(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }

    private void pause() {
        lock.lock();
        try {
            if (running) {
                boolean ignored = stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        } finally {
            lock.unlock();
        }
    }
}
