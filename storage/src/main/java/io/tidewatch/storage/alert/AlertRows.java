// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows as records. */
final class AlertRows {
    static final String COLUMNS =
            "record, opened, status, acknowledged_at, acknowledged_by, assignee, verdict_head, verdict";

    private AlertRows() {}

    static Alert alert(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime acknowledged = row.getObject("acknowledged_at", OffsetDateTime.class);
        long head = row.getLong("verdict_head");
        OptionalLong verdictHead = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(head);
        String verdict = row.getString("verdict");
        return new Alert(
                event(row, context),
                Times.micros(row, "opened"),
                AlertStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                acknowledged == null
                        ? Optional.empty()
                        : Optional.of(new Alert.Acknowledgement(
                                row.getString("acknowledged_by"), Instant.from(acknowledged))),
                Optional.ofNullable(row.getString("assignee")),
                verdictHead,
                verdict == null
                        ? Optional.empty()
                        : Optional.of(VerdictKind.valueOf(verdict.toUpperCase(Locale.ROOT))));
    }

    static AlertEvent event(ResultSet row, StatementContext context) throws SQLException {
        return AlertsCodec.decodeEvent(row.getBytes("record"));
    }
}
