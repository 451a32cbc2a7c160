// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Rejected;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.RejectedCodec;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps refused input on its topic with the cause. A flood is cut: what is beyond so many a second is counted, and the number
 * follows as a record of its own when the second is over.
 */
public final class RejectedLog {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedLog.class);
    private static final String NOT_KEPT = "not-kept";

    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final int perSecond;
    private final LongAdder[] byCause =
            Stream.generate(LongAdder::new).limit(Cause.values().length).toArray(LongAdder[]::new);
    private long second;
    private int sent;
    private long dropped;

    public RejectedLog(Producer<byte[], byte[]> producer, InstantSource clock, int perSecond) {
        this.producer = producer;
        this.clock = clock;
        this.perSecond = perSecond;
    }

    /** @param input what was sent, asked for only where it is kept */
    public void add(String door, Cause cause, String message, Supplier<byte[]> input) {
        byCause[cause.ordinal()].increment();
        long now = Micros.of(clock.instant());
        long before;
        synchronized (this) {
            before = turnTo(now / Micros.SECOND);
            if (sent >= perSecond) {
                dropped++;
                return;
            }
            sent++;
        }
        if (before > 0) {
            send(new Rejected(door, NOT_KEPT, before + " more were refused and not kept", new byte[0], now));
        }
        send(new Rejected(door, cause.slug(), message, input.get(), now));
    }

    /** Refused since the start, kept or not. */
    public long total() {
        return byCause().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same for each cause that came up. */
    public Map<String, Long> byCause() {
        Map<String, Long> counts = new TreeMap<>();
        for (Cause cause : Cause.values()) {
            long count = byCause[cause.ordinal()].sum();
            if (count > 0) {
                counts.put(cause.slug(), count);
            }
        }
        return counts;
    }

    private long turnTo(long current) {
        if (current == second) {
            return 0;
        }
        long before = dropped;
        second = current;
        sent = 0;
        dropped = 0;
        return before;
    }

    private void send(Rejected rejected) {
        try {
            producer.send(
                    new ProducerRecord<>(Topic.POINTS_REJECTED.id(), null, RejectedCodec.encode(rejected)),
                    (metadata, failure) -> {
                        if (failure != null) {
                            LOG.warn("A refused point was not kept: {}", failure.toString());
                        }
                    });
        } catch (RuntimeException e) {
            LOG.warn("A refused point was not kept: {}", e.toString());
        }
    }

    /** A text's bytes, for {@link #add}. */
    public static Supplier<byte[]> text(Supplier<String> text) {
        return () -> text.get().getBytes(UTF_8);
    }
}
