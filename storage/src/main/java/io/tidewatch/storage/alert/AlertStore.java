// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Alerts and their events. Each change is announced to {@link AlertChanges} when its transaction commits. */
public final class AlertStore {
    private final Database database;

    public AlertStore(Database database) {
        this.database = database;
    }

    /**
     * Takes events in: each once, in whatever order they come, so that repeating a batch changes nothing. The alert shows the
     * event of the highest sequence.
     */
    public void record(List<AlertEvent> events) {
        if (!events.isEmpty()) {
            database.jdbi().useTransaction(transaction -> record(transaction, events));
        }
    }

    /** As {@link #record(List)}, in the caller's transaction. */
    public void record(Handle transaction, List<AlertEvent> events) {
        if (!events.isEmpty()) {
            AlertWrite.of(events).into(transaction);
        }
    }

    public Optional<Alert> find(AlertId id) {
        return database.jdbi().withHandle(handle -> find(handle, id, ""));
    }

    /** Reads the alert and holds it until the transaction ends, so that verdicts on it take turns. */
    public Optional<Alert> lock(Handle transaction, AlertId id) {
        return find(transaction, id, " for update");
    }

    private static Optional<Alert> find(Handle handle, AlertId id, String lock) {
        return handle.createQuery("select " + AlertRows.COLUMNS + " from alert where id = ?" + lock)
                .bind(0, id.value())
                .map(AlertRows::alert)
                .findOne();
    }

    /** Alerts that meet a condition of this module's, which may end with an order and a limit; values are bound by name. */
    public static List<Alert> where(Handle handle, String condition, Map<String, ?> values) {
        return handle.createQuery("select " + AlertRows.COLUMNS + " from alert where " + condition)
                .bindMap(values)
                .map(AlertRows::alert)
                .list();
    }

    /** Newest first. */
    public List<Alert> list(AlertQuery query) {
        return database.jdbi().withHandle(handle -> AlertList.of(handle, query));
    }

    /** In order of sequence. */
    public List<AlertEvent> events(AlertId id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select record from alert_event where alert_id = ? order by sequence")
                        .bind(0, id.value())
                        .map(AlertRows::event)
                        .list());
    }

    /** Alerts of the series whose episode touches the range, retracted ones left out; in order of their start. */
    public List<Alert> overlapping(SeriesId series, long from, long to) {
        return database.jdbi().withHandle(handle -> overlapping(handle, series, from, to));
    }

    /** As {@link #overlapping(SeriesId, long, long)}, in the caller's transaction. */
    public List<Alert> overlapping(Handle handle, SeriesId series, long from, long to) {
        return handle.createQuery(
                        "select " + AlertRows.COLUMNS + " from alert where series_id = :series and started < :to"
                                + " and coalesce(resolved, greatest(latest, started)) >= :from and kind <> 'retracted'"
                                + " order by started, id limit 5000")
                .bind("series", series.value())
                .bind("from", Times.offset(from))
                .bind("to", Times.offset(to))
                .map(AlertRows::alert)
                .list();
    }

    /** Of one KPI, or of all where none is named. */
    public AlertCounts counts(Optional<String> kpi) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) filter (where status = 'open') as open,"
                                + " count(*) filter (where status = 'acknowledged') as acknowledged,"
                                + " count(*) filter (where status = 'resolved') as resolved,"
                                + " count(*) filter (where status = 'retracted') as retracted,"
                                + " count(*) filter (where status <> 'retracted' and verdict is null) as unlabelled"
                                + " from alert where cast(:kpi as text) is null or kpi = :kpi")
                        .bind("kpi", kpi.orElse(null))
                        .map((row, context) -> new AlertCounts(
                                row.getLong("open"),
                                row.getLong("acknowledged"),
                                row.getLong("resolved"),
                                row.getLong("retracted"),
                                row.getLong("unlabelled")))
                        .one());
    }

    /** Verdicts in force on alerts opened in the range, by KPI; KPIs without alerts are absent. */
    public Map<String, LabelCounts> labels(long from, long to) {
        Map<String, LabelCounts> byKpi = new TreeMap<>();
        labels(from, to, to - from).forEach((kpi, stretches) -> byKpi.put(kpi, stretches.getFirst()));
        return byKpi;
    }

    /**
     * As {@link #labels(long, long)}, for each stretch of {@code width} microseconds of the range, the oldest first; as many for
     * each KPI as there are stretches.
     */
    public Map<String, List<LabelCounts>> labels(long from, long to, long width) {
        int stretches = (int) Math.ceilDiv(to - from, width);
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select kpi, floor(extract(epoch from opened - :from) / :seconds)::int as stretch,"
                                        + " count(*) as alerts,"
                                        + " count(*) filter (where verdict = 'true_anomaly') as true_anomalies,"
                                        + " count(*) filter (where verdict = 'false_alarm') as false_alarms,"
                                        + " count(*) filter (where verdict = 'expected') as expected,"
                                        + " count(*) filter (where verdict = 'new_normal') as new_normals"
                                        + " from alert where opened >= :from and opened < :to and kind <> 'retracted'"
                                        + " group by kpi, stretch")
                        .bind("from", Times.offset(from))
                        .bind("to", Times.offset(to))
                        .bind("seconds", (double) width / Micros.SECOND)
                        .reduceRows(new TreeMap<String, List<LabelCounts>>(), (all, row) -> {
                            all.computeIfAbsent(
                                            row.getColumn("kpi", String.class),
                                            kpi -> new ArrayList<>(Collections.nCopies(stretches, LabelCounts.NONE)))
                                    .set(
                                            Math.clamp(row.getColumn("stretch", Integer.class), 0, stretches - 1),
                                            new LabelCounts(
                                                    row.getColumn("alerts", Long.class),
                                                    row.getColumn("true_anomalies", Long.class),
                                                    row.getColumn("false_alarms", Long.class),
                                                    row.getColumn("expected", Long.class),
                                                    row.getColumn("new_normals", Long.class)));
                            return all;
                        }));
    }

    /** Series of the KPI that ever had an alert, those with the newest first. */
    public List<SeriesId> alerted(Handle handle, String kpi, int limit) {
        return handle.createQuery("select series_id from alert where kpi = ? group by series_id"
                        + " order by max(opened) desc, series_id limit ?")
                .bind(0, kpi)
                .bind(1, limit)
                .map((row, context) -> new SeriesId(row.getLong("series_id")))
                .list();
    }

    /** The series of those alerts that somebody has judged. */
    public Set<SeriesKey> labelled(Handle handle, Set<AlertId> ids) {
        return handle.createQuery("select distinct series from alert where id = any(:ids) and verdict_head is not null")
                .bind("ids", ids.stream().map(AlertId::value).toArray(String[]::new))
                .map((row, context) -> SeriesKey.parse(row.getString("series")))
                .collect(Collectors.toSet());
    }

    /** Leaves an earlier acknowledgement as it is; false where there was one. */
    public boolean acknowledge(Handle transaction, AlertId id, String actor, Instant now) {
        boolean done = transaction.execute(
                        "update alert set acknowledged_at = ?, acknowledged_by = ? where id = ? and acknowledged_at is null",
                        now,
                        actor,
                        id.value())
                == 1;
        AlertChanges.announce(transaction, List.of(id));
        return done;
    }

    /** Leaves an earlier one as it is; false where there was one, or the episode has ended. */
    public boolean close(Handle transaction, AlertId id, String actor, Instant now) {
        boolean done = transaction.execute(
                        "update alert set closed_at = ?, closed_by = ? where id = ? and closed_at is null and resolved is null",
                        now,
                        actor,
                        id.value())
                == 1;
        AlertChanges.announce(transaction, List.of(id));
        return done;
    }

    /** Nobody where the name is empty. */
    public void assign(Handle transaction, AlertId id, Optional<String> assignee) {
        transaction.execute("update alert set assignee = ? where id = ?", assignee.orElse(null), id.value());
        AlertChanges.announce(transaction, List.of(id));
    }

    /** What the alert's verdicts now come to. */
    public void label(Handle transaction, AlertId id, long head, Optional<VerdictKind> inForce) {
        transaction.execute(
                "update alert set verdict_head = ?, verdict = ? where id = ?",
                head,
                inForce.map(AlertStore::slug).orElse(null),
                id.value());
        AlertChanges.announce(transaction, List.of(id));
    }

    static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
