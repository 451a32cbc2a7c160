// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.deletion;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What ingest writes of series: the series, their points, late samples, that the KPI was discovered. */
public final class PointDeletion {
    /** Series a transaction, so that a KPI of very many doesn't hold its locks for minutes. */
    private static final int BATCH = 200;

    private final Database database;

    public PointDeletion(Database database) {
        this.database = database;
    }

    /** Of all series that the KPI has now. A crash on the way leaves the rest for the next call. */
    public void deleteKpi(String kpi) {
        int deleted;
        do {
            deleted = database.jdbi().inTransaction(transaction -> deleteSome(transaction, kpi));
        } while (deleted > 0);
        database.jdbi().useHandle(handle -> handle.execute("delete from discovered_kpi where name = ?", kpi));
    }

    public void deleteSeries(SeriesKey series) {
        database.jdbi()
                .useTransaction(
                        transaction -> delete(transaction, List.of(series.id().value())));
    }

    private static int deleteSome(Handle transaction, String kpi) {
        List<Long> some = transaction
                .createQuery("select id from series where kpi = ? order by id limit ?")
                .bind(0, kpi)
                .bind(1, BATCH)
                .mapTo(Long.class)
                .list();
        delete(transaction, some);
        return some.size();
    }

    private static void delete(Handle transaction, List<Long> series) {
        for (Long id : series) {
            // One by one: for a list the columnstore unpacks what is not of these series, too.
            transaction.execute("delete from point where series_id = ?", id);
            transaction.execute("delete from late_sample where series = (select key from series where id = ?)", id);
            transaction.execute("delete from series where id = ?", id);
        }
    }
}
