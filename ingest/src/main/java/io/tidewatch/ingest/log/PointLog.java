// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.log;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.wire.PointsCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes points to their topic, keyed by series, and says when all replicas have them. */
public final class PointLog {
    /**
     * A record, and how many points it has.
     *
     * @param key under which it goes
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to the log
    public record Entry(Topic topic, byte[] key, byte[] value, int points) {
        public static Entry of(SeriesId id, SeriesPoints points) {
            return new Entry(Topic.POINTS, id.key(), PointsCodec.encode(points), points.size());
        }
    }

    /** Records on their way. */
    public final class Pending {
        private final List<Future<RecordMetadata>> records = new ArrayList<>();
        private long points;

        /**
         * Returns when the log has them all.
         *
         * @return how many points that were
         * @throws TidewatchException UNAVAILABLE where it may lack some; to send all of them again is harmless
         */
        public long await() {
            try {
                for (Future<RecordMetadata> entry : records) {
                    entry.get();
                }
                return points;
            } catch (ExecutionException e) {
                throw unavailable(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(e);
            }
        }
    }

    private final Producer<byte[], byte[]> producer;

    public PointLog(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @throws TidewatchException UNAVAILABLE where the log doesn't take them */
    public Pending send(List<Entry> records) {
        Pending pending = new Pending();
        try {
            for (Entry entry : records) {
                pending.records.add(
                        producer.send(new ProducerRecord<>(entry.topic().id(), entry.key(), entry.value())));
                pending.points += entry.points();
            }
            return pending;
        } catch (KafkaException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    private static TidewatchException unavailable(Throwable cause) {
        return new TidewatchException(
                ErrorCode.UNAVAILABLE,
                "the log did not acknowledge all points (" + cause.getMessage()
                        + "); send the request again: what is there already stays as it is",
                cause);
    }
}
