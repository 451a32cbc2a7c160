// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table of values that came too late to be aggregated. */
public final class LateSampleStore {
    private final Database database;

    public LateSampleStore(Database database) {
        this.database = database;
    }

    /** Adding again what is there changes nothing. */
    public void add(List<LateSample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        database.jdbi().useTransaction(transaction -> {
            PreparedBatch batch = transaction.prepareBatch("insert into late_sample (series, input, time, value, "
                    + "arrived_at, log_partition, log_offset, place) values (?, ?, ?, ?, ?, ?, ?, ?) "
                    + "on conflict do nothing");
            for (LateSample sample : samples) {
                batch.add(
                        sample.series(),
                        sample.input(),
                        Times.offset(sample.timeMicros()),
                        sample.value(),
                        Times.offset(sample.arrivedMicros()),
                        sample.logPartition(),
                        sample.logOffset(),
                        sample.place());
            }
            batch.execute();
        });
    }

    /** The latest that arrived first. */
    public List<LateSample> latest(int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from late_sample order by arrived_at desc, "
                                + "log_partition, log_offset desc, place limit ?")
                        .bind(0, most)
                        .map((row, context) -> new LateSample(
                                row.getString("series"),
                                row.getString("input"),
                                Times.micros(row, "time"),
                                row.getDouble("value"),
                                Times.micros(row, "arrived_at"),
                                row.getInt("log_partition"),
                                row.getLong("log_offset"),
                                row.getInt("place")))
                        .list());
    }
}
