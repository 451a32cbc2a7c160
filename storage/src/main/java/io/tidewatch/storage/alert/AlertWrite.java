// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.storage.database.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A batch of events: every one goes to the history, the newest of each alert to its row. */
final class AlertWrite {
    private final List<AlertEvent> events;
    /** One statement may touch a row only once, so a batch brings one row for each alert; in order of ids, as all lock them. */
    private final Map<AlertId, Newest> alerts = new TreeMap<>(Comparator.comparing(AlertId::value));

    private record Newest(AlertEvent event, long opened) {
        Newest with(AlertEvent other) {
            return new Newest(other.sequence() > event.sequence() ? other : event, Math.min(opened, other.at()));
        }
    }

    private AlertWrite(List<AlertEvent> events) {
        this.events = events;
    }

    static AlertWrite of(List<AlertEvent> events) {
        AlertWrite write = new AlertWrite(events);
        for (AlertEvent event : events) {
            write.alerts.compute(
                    event.alertId(), (id, known) -> known == null ? new Newest(event, event.at()) : known.with(event));
        }
        return write;
    }

    void into(Handle transaction) {
        history(transaction);
        current(transaction);
        opened(transaction);
        AlertChanges.announce(transaction, alerts.keySet());
    }

    private void history(Handle transaction) {
        PreparedBatch batch =
                transaction.prepareBatch("insert into alert_event (id, alert_id, sequence, series_id, kind, at,"
                        + " record) values (:event, :id, :sequence, :series_id, :kind, :latest, :record)"
                        + " on conflict (id) do nothing");
        for (AlertEvent event : events) {
            bind(batch, event).bind("event", event.eventId()).add();
        }
        batch.execute();
    }

    private void current(Handle transaction) {
        PreparedBatch batch =
                transaction.prepareBatch("insert into alert as a (id, sequence, kind, series_id, series, kpi,"
                        + " detector_id, opened, started, latest, resolved, severity, peak_evidence, why, record) values (:id,"
                        + " :sequence, :kind, :series_id, :series, :kpi, :detector_id, :opened, :started, :latest, :resolved,"
                        + " :severity, :peak_evidence, :why, :record) on conflict (id) do update set sequence = excluded.sequence,"
                        + " kind = excluded.kind, started = excluded.started, latest = excluded.latest, resolved ="
                        + " excluded.resolved, severity = excluded.severity, peak_evidence = excluded.peak_evidence, why ="
                        + " excluded.why, record = excluded.record, closed_at = case when excluded.kind = 'escalated' then null"
                        + " else a.closed_at end, closed_by = case when excluded.kind = 'escalated' then null else a.closed_by"
                        + " end where a.sequence < excluded.sequence");
        for (Newest newest : alerts.values()) {
            AlertEvent event = newest.event();
            bind(batch, event)
                    .bind("series", event.series().toString())
                    .bind("kpi", event.series().kpi())
                    .bind("detector_id", event.detectorId())
                    .bind("opened", Times.offset(newest.opened()))
                    .bind("started", Times.offset(event.started()))
                    .bind(
                            "resolved",
                            event.resolved().isPresent()
                                    ? Times.offset(event.resolved().getAsLong())
                                    : null)
                    .bind("severity", event.severity().ordinal())
                    .bind("peak_evidence", event.peakEvidence())
                    .bind("why", event.why())
                    .add();
        }
        batch.execute();
    }

    /** Also an older event that comes late may move the opening back. */
    private void opened(Handle transaction) {
        PreparedBatch batch =
                transaction.prepareBatch("update alert set opened = :opened where id = :id and opened > :opened");
        alerts.forEach((id, newest) -> batch.bind("id", id.value())
                .bind("opened", Times.offset(newest.opened()))
                .add());
        batch.execute();
    }

    private static PreparedBatch bind(PreparedBatch batch, AlertEvent event) {
        return batch.bind("id", event.alertId().value())
                .bind("sequence", event.sequence())
                .bind("kind", AlertStore.slug(event.kind()))
                .bind("series_id", event.series().id().value())
                .bind("latest", Times.offset(event.at()))
                .bind("record", AlertsCodec.encode(new AlertsMessage.Event(event)));
    }
}
