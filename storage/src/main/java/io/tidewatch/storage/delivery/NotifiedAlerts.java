// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.routing.OpenAlert;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The latest event of each alert, so that what the desk says of it can be told with its facts. */
public final class NotifiedAlerts {
    /** Alerts that are open at once and may explain others. */
    private static final int MOST_OPEN = 10_000;

    private static final String SAW = """
            insert into notified_alert (alert_id, sequence, record, series, severity, open, seen_at)
            values (:id, :sequence, :record, :series, :severity, :open, :now)
            on conflict (alert_id) do update set sequence = excluded.sequence, record = excluded.record,
                severity = excluded.severity, open = excluded.open, seen_at = excluded.seen_at
            where notified_alert.sequence < excluded.sequence
            """;

    private final Database database;

    public NotifiedAlerts(Database database) {
        this.database = database;
    }

    /** An event that is older than the one there changes nothing. */
    public void saw(List<AlertEvent> events, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        // One row an alert, since one statement can't change a row twice; sorted, so that two processes don't deadlock.
        Map<String, AlertEvent> latest = new TreeMap<>();
        for (AlertEvent event : events) {
            latest.merge(event.alertId().value(), event, (a, b) -> a.sequence() > b.sequence() ? a : b);
        }
        database.jdbi().useTransaction(transaction -> {
            PreparedBatch batch = transaction.prepareBatch(SAW);
            for (AlertEvent event : latest.values()) {
                batch.bind("id", event.alertId().value())
                        .bind("sequence", event.sequence())
                        .bind("record", AlertsCodec.encode(new AlertsMessage.Event(event)))
                        .bind("series", event.series().toString())
                        .bind("severity", event.severity().name())
                        .bind("open", open(event))
                        .bind("now", now)
                        .add();
            }
            batch.execute();
        });
    }

    public Optional<AlertEvent> find(AlertId id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select record from notified_alert where alert_id = ?")
                        .bind(0, id.value())
                        .map((row, context) -> AlertsCodec.decodeEvent(row.getBytes(1)))
                        .findOne());
    }

    private static boolean open(AlertEvent event) {
        return event.resolved().isEmpty() && event.kind() != AlertEventKind.RETRACTED;
    }

    /** Somebody took it; the first time counts. */
    public void acknowledged(AlertId id, Instant at) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update notified_alert set acknowledged_at = ? where alert_id = ? and acknowledged_at is null",
                        at,
                        id.value()));
    }

    /** Those that are not over. */
    public List<OpenAlert> open() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select series, severity from notified_alert where open limit ?")
                        .bind(0, MOST_OPEN)
                        .map((row, context) -> new OpenAlert(
                                SeriesKey.parse(row.getString("series")), Severity.valueOf(row.getString("severity"))))
                        .list());
    }

    /** When webhooks were first sent from this database: now, where it is the first time. */
    public Instant firstStart(Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            transaction.execute("insert into notifier_start (started_at) values (?) on conflict do nothing", now);
            return transaction
                    .createQuery("select started_at from notifier_start")
                    .map((row, context) -> Times.instant(row, "started_at"))
                    .one();
        });
    }

    /** Takes away those not heard of since a time. */
    public void prune(Instant before) {
        database.jdbi().useHandle(handle -> handle.execute("delete from notified_alert where seen_at < ?", before));
    }
}
