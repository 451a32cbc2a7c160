// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.outbox;

import io.tidewatch.core.log.Topic;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Records that wait in a table until the log has them; written in the transaction that makes them true. */
public enum Outbox {
    DESK("desk_outbox", 7_301),
    FORECASTER("forecaster_outbox", 7_302);

    private final String table;
    private final long lock;

    Outbox(String table, long lock) {
        this.table = table;
        this.lock = lock;
    }

    /** @param value nothing takes the key's record away on a compacted topic */
    public void add(Handle transaction, Topic topic, byte[] key, byte @Nullable [] value) {
        transaction.execute("insert into " + table + " (topic, key, value) values (?, ?, ?)", topic.id(), key, value);
    }

    /** A record with its key. */
    @SuppressWarnings("ArrayRecordComponent") // lives from one line to the next
    public record Entry(byte[] key, byte[] value) {}

    /** Many at once, in this order. */
    public void addAll(Handle transaction, Topic topic, List<Entry> entries) {
        PreparedBatch batch =
                transaction.prepareBatch("insert into " + table + " (topic, key, value) values (?, ?, ?)");
        entries.forEach(entry -> batch.add(topic.id(), entry.key(), entry.value()));
        if (!entries.isEmpty()) {
            batch.execute();
        }
    }

    String table() {
        return table;
    }

    /** The advisory lock that makes one process at a time the publisher. */
    long lock() {
        return lock;
    }
}
