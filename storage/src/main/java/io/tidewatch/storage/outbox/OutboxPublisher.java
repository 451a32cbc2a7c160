// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.outbox;

import io.tidewatch.storage.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves an outbox's records to the log: in order of id, one process at a time, deleted once the broker has them. A crash in
 * between sends some again, so every reader ignores a version that is not newer.
 */
public final class OutboxPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);
    private static final int BATCH = 1_000;

    private final Database database;
    private final Outbox outbox;
    private final Producer<byte[], byte[]> producer;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;

    private record Row(long id, String topic, byte[] key, byte @Nullable [] value) {}

    /** Starts at once. The producer stays its owner's to close, after this. */
    public OutboxPublisher(Database database, Outbox outbox, Producer<byte[], byte[]> producer) {
        this.database = database;
        this.outbox = outbox;
        this.producer = producer;
        this.thread = Thread.ofPlatform().name("publish-" + outbox.table()).start(this::run);
    }

    /** Call after a commit, so that it need not wait for the next look. */
    public void nudge() {
        nudges.release();
    }

    @Override
    public void close() {
        running = false;
        nudge();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            Duration pause = POLL;
            try {
                while (running && publishSome() == BATCH) {
                    // more may wait
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                LOG.warn("{} waits: {}", outbox.table(), e.toString());
                pause = AFTER_TROUBLE;
            }
            try {
                if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private int publishSome() throws Exception {
        return database.jdbi().<Integer, Exception>inTransaction(this::publish);
    }

    private int publish(Handle transaction) throws InterruptedException, ExecutionException {
        boolean mine = transaction
                .createQuery("select pg_try_advisory_xact_lock(?)")
                .bind(0, outbox.lock())
                .mapTo(Boolean.class)
                .one();
        if (!mine) {
            return 0;
        }
        List<Row> rows = transaction
                .createQuery("select id, topic, key, value from " + outbox.table() + " order by id limit " + BATCH)
                .map((row, context) ->
                        new Row(row.getLong("id"), row.getString("topic"), row.getBytes("key"), row.getBytes("value")))
                .list();
        List<Future<?>> acknowledgements = new ArrayList<>();
        for (Row row : rows) {
            acknowledgements.add(producer.send(new ProducerRecord<>(row.topic(), row.key(), row.value())));
        }
        producer.flush();
        for (Future<?> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        if (!rows.isEmpty()) {
            transaction.execute(
                    "delete from " + outbox.table() + " where id <= ? and id >= ?",
                    rows.getLast().id(),
                    rows.getFirst().id());
        }
        return rows.size();
    }
}
