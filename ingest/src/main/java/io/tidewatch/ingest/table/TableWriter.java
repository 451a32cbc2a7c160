// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.table;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.point.LoggedPoints;
import io.tidewatch.storage.point.PointStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Moves points from their topic to their table. While the database is away the topic holds them; a record that makes no sense, or
 * that the database will never take, goes to the topic of rejected input and stops nothing.
 */
public final class TableWriter implements AutoCloseable {
    /** The consumer group. */
    public static final String GROUP = "tidewatch-table-writer";

    private static final int POINTS_A_WRITE = 100_000;

    /** One record, with its bytes for the case that it is refused. */
    private record Entry(LoggedPoints points, byte[] bytes) {}

    private final PointStore store;
    private final RejectedLog rejected;
    private final LongAdder written = new LongAdder();
    private final TopicReader reader;

    /** Starts at once. */
    public TableWriter(LogClients clients, PointStore store, RejectedLog rejected, int batchRecords) {
        this.store = store;
        this.rejected = rejected;
        this.reader =
                new TopicReader(clients.consumer(GROUP, batchRecords), GROUP, List.of(Topic.POINTS.id()), this::handle);
    }

    /** Rows that were new or changed, since the start. */
    public long written() {
        return written.sum();
    }

    /** Empty, or why the last batch could not be written. */
    public String trouble() {
        return reader.trouble();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        int points = 0;
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            LoggedPoints batch = points(entry);
            if (batch == null) {
                continue;
            }
            entries.add(new Entry(batch, entry.value()));
            points += batch.value().length;
            if (points >= POINTS_A_WRITE) {
                write(entries);
                entries.clear();
                points = 0;
            }
        }
        write(entries);
    }

    /** Nothing for a heartbeat and for what makes no sense. The key is the series' id, so its text need not be read. */
    private @Nullable LoggedPoints points(ConsumerRecord<byte[], byte[]> entry) {
        byte[] bytes = entry.value() == null ? new byte[0] : entry.value();
        try {
            PointsCodec.Columns columns = PointsCodec.decodeColumns(bytes);
            if (columns == null) {
                return null;
            }
            if (entry.key() == null) {
                throw new IllegalArgumentException("the record has no key");
            }
            StorablePoints.check(columns);
            return new LoggedPoints(SeriesId.ofKey(entry.key()), entry.offset(), columns.timeMicros(), columns.value());
        } catch (Undecodable | IllegalArgumentException e) {
            reject(entry.partition() + "/" + entry.offset() + ": " + e.getMessage(), bytes);
            return null;
        }
    }

    private void write(List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try {
            written.add(store.write(entries.stream().map(Entry::points).toList()));
        } catch (SQLException e) {
            if (!SqlTrouble.isOfTheData(e)) {
                throw e;
            }
            if (entries.size() == 1) {
                reject(
                        "the database refuses it: " + e.getMessage(),
                        entries.getFirst().bytes());
                return;
            }
            // Halve until the culprit stands alone.
            int half = entries.size() / 2;
            write(entries.subList(0, half));
            write(entries.subList(half, entries.size()));
        }
    }

    private void reject(String message, byte[] bytes) {
        rejected.add("log", Cause.MALFORMED, message, () -> bytes);
    }
}
