// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.deletion;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.storage.outbox.Outbox;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the desk writes of series: alerts with their events, verdicts, calibrations, kept scores, notable events, places
 * in incidents. */
public final class DeskDeletion {
    private static final List<String> OF_SERIES =
            List.of("alert_event", "verdict", "calibration", "kept_score", "notable");

    private DeskDeletion() {}

    /** Alerts of these series that have not ended; they keep their series from being deleted. */
    public static int openAlerts(Handle handle, Collection<SeriesId> series) {
        return handle.createQuery(
                        "select count(*) from alert where series_id = any(?) and status in ('open', 'acknowledged')")
                .bindArray(0, Long.class, ids(series))
                .mapTo(Integer.class)
                .one();
    }

    /**
     * In the caller's transaction. The scorer is told, and starts from scratch should points of these series come again.
     *
     * @return how many alerts went
     */
    public static int delete(Handle transaction, Collection<SeriesId> series) {
        List<Long> ids = ids(series);
        transaction
                .createUpdate("with gone as (delete from incident_alert where alert_id in"
                        + " (select id from alert where series_id = any(:ids)) returning incident_id),"
                        + " left_over as (select incident_id, count(*) as n from incident_alert"
                        + " where incident_id in (select incident_id from gone)"
                        + " and alert_id not in (select id from alert where series_id = any(:ids)) group by incident_id),"
                        + " smaller as (update incident i set alerts = n from left_over l where l.incident_id = i.id)"
                        + " delete from incident where id in (select incident_id from gone"
                        + " except select incident_id from left_over)")
                .bindArray("ids", Long.class, ids)
                .execute();
        OF_SERIES.forEach(table -> rows(transaction, table, ids));
        int alerts = rows(transaction, "alert", ids);
        series.forEach(each -> Outbox.DESK.add(transaction, Topic.CALIBRATIONS, each.key(), null));
        return alerts;
    }

    private static int rows(Handle transaction, String table, List<Long> ids) {
        return transaction
                .createUpdate("delete from " + table + " where series_id = any(?)")
                .bindArray(0, Long.class, ids)
                .execute();
    }

    private static List<Long> ids(Collection<SeriesId> series) {
        return series.stream().map(SeriesId::value).toList();
    }
}
