// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.notable;

import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.StatementContext;

/** Notable events: one at most for each series and time; recording twice changes nothing. */
public final class NotableStore {
    private static final String WRITE = """
            insert into notable (series_id, at, series, kpi, stream, sign, margin, value, unit)
            values (:id, :at, :series, :kpi, :stream, :sign, :margin, :value, :unit)
            on conflict (series_id, at) do update set stream = excluded.stream, sign = excluded.sign,
                margin = excluded.margin, value = excluded.value, unit = excluded.unit
            """;

    private final Database database;

    public NotableStore(Database database) {
        this.database = database;
    }

    /** In the order given; what was taken back goes. They are rare, so each is a statement of its own. */
    public void record(List<Notable> notables) {
        if (notables.isEmpty()) {
            return;
        }
        database.jdbi().useTransaction(transaction -> {
            for (Notable each : notables) {
                String statement = each.retracted() ? "delete from notable where series_id = :id and at = :at" : WRITE;
                transaction
                        .createUpdate(statement)
                        .bind("id", each.series().id().value())
                        .bind("at", Times.offset(each.at()))
                        .bind("series", each.series().toString())
                        .bind("kpi", each.series().kpi())
                        .bind("stream", each.stream().slug())
                        .bind("sign", each.sign())
                        .bind("margin", each.margin())
                        .bind("value", each.value())
                        .bind("unit", each.unit())
                        .execute();
            }
        });
    }

    /**
     * Those of one series, the oldest first.
     *
     * @param from UTC microseconds since 1970
     * @param to not included
     * @param most the newest are given
     */
    public List<Notable> of(SeriesId series, long from, long to, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from (select * from notable where series_id = :id"
                                + " and at >= :from and at < :to order by at desc limit :most) newest order by at")
                        .bind("id", series.value())
                        .bind("from", Times.offset(from))
                        .bind("to", Times.offset(to))
                        .bind("most", most)
                        .map(NotableStore::row)
                        .list());
    }

    /** Those of a KPI's series, the newest first. */
    public List<Notable> newest(String kpi, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from notable where kpi = :kpi order by at desc, series_id limit :most")
                        .bind("kpi", kpi)
                        .bind("most", most)
                        .map(NotableStore::row)
                        .list());
    }

    private static Notable row(ResultSet row, StatementContext context) throws SQLException {
        return new Notable(
                SeriesKey.parse(row.getString("series")),
                Times.micros(row, "at"),
                Notable.Stream.valueOf(row.getString("stream").toUpperCase(Locale.ROOT)),
                row.getInt("sign"),
                row.getDouble("margin"),
                row.getDouble("value"),
                row.getString("unit"),
                false);
    }
}
