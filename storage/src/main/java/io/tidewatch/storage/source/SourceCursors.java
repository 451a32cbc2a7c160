// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.source;

import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How far each source was read. */
public final class SourceCursors {
    private final Database database;

    public SourceCursors(Database database) {
        this.database = database;
    }

    /**
     * Reads on from where a source stands, unless another process does so now.
     *
     * @param start for a source that was never read
     * @param read from a time to the time of the last row; where it throws, the source stands where it stood
     * @return whether it was this process's turn
     */
    public boolean advance(String source, Instant start, UnaryOperator<Instant> read) {
        return database.jdbi().inTransaction(transaction -> {
            transaction.execute(
                    "insert into source_cursor (source, read_to) values (?, ?) on conflict do nothing", source, start);
            Optional<Instant> stands = transaction
                    .createQuery("select read_to from source_cursor where source = ? for update skip locked")
                    .bind(0, source)
                    .map((row, context) -> Times.instant(row, "read_to"))
                    .findOne();
            if (stands.isEmpty()) {
                return false;
            }
            Instant readTo = read.apply(stands.get());
            transaction.execute("update source_cursor set read_to = ? where source = ?", readTo, source);
            return true;
        });
    }

    /** The sources that were read, with their times, in order of name. */
    public List<Cursor> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select source, read_to from source_cursor order by source")
                        .map((row, context) -> new Cursor(row.getString("source"), Times.instant(row, "read_to")))
                        .list());
    }

    /** Where one stands. */
    public record Cursor(String source, Instant readTo) {}
}
