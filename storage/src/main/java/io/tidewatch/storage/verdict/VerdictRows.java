// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.verdict;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows as records. */
final class VerdictRows {
    private VerdictRows() {}

    static Verdict verdict(ResultSet row, StatementContext context) throws SQLException {
        String kind = row.getString("kind");
        return new Verdict(
                row.getLong("id"),
                Optional.ofNullable(row.getString("alert_id")).map(AlertId::new),
                new SeriesId(row.getLong("series_id")),
                row.getString("kpi"),
                kind.equals("withdrawn")
                        ? Optional.empty()
                        : Optional.of(VerdictKind.valueOf(kind.toUpperCase(Locale.ROOT))),
                new TimeRange(Times.micros(row, "range_from"), Times.micros(row, "range_to")),
                row.getString("cause"),
                row.getString("comment"),
                row.getString("given_by"),
                Micros.toInstant(Times.micros(row, "given_at")),
                optional(row, "replaces"),
                optional(row, "restores"));
    }

    /** @param condition about {@code v} and {@code :subject} */
    static List<Standing> standing(Handle handle, String condition, Object subject) {
        return handle
                .createQuery("select e.*, a.record from verdict v"
                        + " join verdict e on e.id = case when v.kind = 'withdrawn' then v.restores else v.id end"
                        + " left join alert a on a.id = e.alert_id where " + condition
                        + " and not exists (select 1 from verdict later where later.replaces = v.id)"
                        + " and (a.id is null or a.kind <> 'retracted')")
                .bind("subject", subject)
                .map(VerdictRows::standingRow)
                .stream()
                .sorted(Comparator.comparingLong(
                                (Standing standing) -> standing.range().from())
                        .thenComparingLong(standing -> standing.given().id()))
                .toList();
    }

    private static Standing standingRow(ResultSet row, StatementContext context) throws SQLException {
        Verdict given = verdict(row, context);
        VerdictKind kind = given.kind().orElseThrow();
        byte[] record = row.getBytes("record");
        if (record == null) {
            return new Standing(given, kind, given.range(), 0, 0, 0);
        }
        AlertEvent event = AlertsCodec.decodeEvent(record);
        return new Standing(given, kind, range(event), event.peakEvidence(), event.threshold(), event.sign());
    }

    private static TimeRange range(AlertEvent event) {
        return new TimeRange(
                event.started(), Math.max(event.started(), event.resolved().orElse(event.at())));
    }

    private static OptionalLong optional(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
