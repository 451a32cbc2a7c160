// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.log;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.ingest.window.wire.SamplesRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the clock to every partition of the points topic, and of the samples topic where it is read, never behind what it wrote before. */
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final Duration interval;
    private final BooleanSupplier samples;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private long last = Long.MIN_VALUE;

    /**
     * Starts at once. The producer stays its owner's to close, after this.
     *
     * @param samples whether the topic of samples needs the clock as well, as somebody aggregates them
     */
    public Heartbeats(
            Producer<byte[], byte[]> producer, InstantSource clock, Duration interval, BooleanSupplier samples) {
        this.samples = samples;
        this.producer = producer;
        this.clock = clock;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name("heartbeats").daemon().start(this::run);
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                beat();
            } while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        last = Math.max(last, Micros.of(clock.instant()));
        byte[] beat = PointsCodec.encodeHeartbeat(last);
        try {
            int partitions = producer.partitionsFor(Topic.POINTS.id()).size();
            for (int partition = 0; partition < partitions; partition++) {
                producer.send(new ProducerRecord<>(Topic.POINTS.id(), partition, null, beat));
            }
            if (samples.getAsBoolean()) {
                byte[] tick =
                        SamplesRecord.newBuilder().setClockMicros(last).build().toByteArray();
                for (int partition = 0; partition < partitions; partition++) {
                    producer.send(new ProducerRecord<>(Topic.SAMPLES.id(), partition, null, tick));
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("No heartbeat this time: {}", e.toString());
        }
    }
}
