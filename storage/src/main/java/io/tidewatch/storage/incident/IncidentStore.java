// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.incident;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Incidents: which there are, and which alerts they hold. */
public final class IncidentStore {
    private static final long LOCK = 7_305;
    private final Database database;

    public IncidentStore(Database database) {
        this.database = database;
    }

    /** One transaction at a time groups, until its end. */
    public void lock(Handle transaction) {
        transaction.execute("select pg_advisory_xact_lock(?)", LOCK);
    }

    /** The incident of each of the alerts that is in one. */
    public Map<AlertId, AlertId> of(Handle handle, Collection<AlertId> alerts) {
        Map<AlertId, AlertId> of = new HashMap<>();
        handle.createQuery("select alert_id, incident_id from incident_alert where alert_id = any(:ids)")
                .bind("ids", alerts.stream().map(AlertId::value).toArray(String[]::new))
                .map((row, context) ->
                        Map.entry(new AlertId(row.getString("alert_id")), new AlertId(row.getString("incident_id"))))
                .forEach(entry -> of.put(entry.getKey(), entry.getValue()));
        return of;
    }

    public Optional<Incident> find(Handle handle, AlertId id) {
        return handle.createQuery("select * from incident where id = ?")
                .bind(0, id.value())
                .map(IncidentStore::incident)
                .findOne();
    }

    public Optional<Incident> find(AlertId id) {
        return database.jdbi().withHandle(handle -> find(handle, id));
    }

    /** The incident that holds the alert. */
    public Optional<Incident> holding(AlertId alert) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select i.* from incident i join incident_alert a on"
                                + " a.incident_id = i.id where a.alert_id = ?")
                        .bind(0, alert.value())
                        .map(IncidentStore::incident)
                        .findOne());
    }

    /** Writes what the incident is now, and that it holds these alerts besides those it held. */
    public void put(Handle transaction, Incident incident, Collection<AlertId> alerts) {
        transaction
                .createUpdate("insert into incident (id, title, severity, started, resolved, alerts, shared) values"
                        + " (:id, :title, :severity, :started, :resolved, :alerts, :shared) on conflict (id) do update set"
                        + " title = excluded.title, severity = excluded.severity, started = excluded.started,"
                        + " resolved = excluded.resolved, alerts = excluded.alerts, shared = excluded.shared")
                .bind("id", incident.id().value())
                .bind("title", incident.title())
                .bind("severity", (short) incident.severity().ordinal())
                .bind("started", Times.offset(incident.started()))
                .bind(
                        "resolved",
                        incident.resolved().isPresent()
                                ? Times.offset(incident.resolved().getAsLong())
                                : null)
                .bind("alerts", incident.alerts())
                .bind("shared", incident.shared().toString())
                .execute();
        transaction
                .createUpdate("insert into incident_alert (alert_id, incident_id) select unnest(:alerts), :id"
                        + " on conflict (alert_id) do update set incident_id = excluded.incident_id")
                .bind("alerts", alerts.stream().map(AlertId::value).toArray(String[]::new))
                .bind("id", incident.id().value())
                .execute();
    }

    /** Alerts that belong to none, since late data took them back. */
    public void release(Handle transaction, Collection<AlertId> alerts) {
        transaction
                .createUpdate("delete from incident_alert where alert_id = any(:ids)")
                .bind("ids", alerts.stream().map(AlertId::value).toArray(String[]::new))
                .execute();
    }

    /** Forgets an incident that holds nothing any more. */
    public void remove(Handle transaction, AlertId id) {
        transaction.execute("delete from incident where id = ?", id.value());
    }

    /** Its alerts, the most deviating first. */
    public List<Alert> alerts(AlertId incident) {
        return database.jdbi().withHandle(handle -> alerts(handle, incident));
    }

    /** As {@link #alerts(AlertId)}, in the caller's transaction. */
    public List<Alert> alerts(Handle handle, AlertId incident) {
        return AlertStore.where(
                handle,
                "id in (select alert_id from incident_alert where incident_id = :incident)"
                        + " order by peak_evidence desc, started, id",
                Map.of("incident", incident.value()));
    }

    /** Alerts that began in the range, both ends included, retracted ones too; in order of their start. */
    public List<Alert> begun(Handle handle, long from, long to, int limit) {
        return AlertStore.where(
                handle,
                "started >= :from and started <= :to order by started, id limit :limit",
                Map.of("from", Times.offset(from), "to", Times.offset(to), "limit", limit));
    }

    /** The newest first. */
    public List<Incident> list(IncidentQuery query) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from incident where (not :open or resolved is null)"
                                + " and (cast(:from as timestamptz) is null or started >= :from)"
                                + " and (cast(:to as timestamptz) is null or started < :to)"
                                + " and (cast(:severity as int) is null or severity >= :severity)"
                                + " and (cast(:kpi as text) is null or exists (select 1 from incident_alert i join alert a"
                                + " on a.id = i.alert_id where i.incident_id = incident.id and a.kpi = :kpi))"
                                + " and (cast(:after as timestamptz) is null or (started, id) < (:after, :id))"
                                + " order by started desc, id desc limit :limit")
                        .bind("open", query.open())
                        .bind("from", orNull(query.from()))
                        .bind("to", orNull(query.to()))
                        .bind(
                                "severity",
                                query.severity().map(Severity::ordinal).orElse(null))
                        .bind("kpi", query.kpi().orElse(null))
                        .bind(
                                "after",
                                query.after()
                                        .map(place -> Times.offset(place.started()))
                                        .orElse(null))
                        .bind(
                                "id",
                                query.after().map(place -> place.id().value()).orElse(null))
                        .bind("limit", query.limit())
                        .map(IncidentStore::incident)
                        .list());
    }

    private static @Nullable OffsetDateTime orNull(OptionalLong micros) {
        return micros.isPresent() ? Times.offset(micros.getAsLong()) : null;
    }

    /** How many go on. */
    public long open() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from incident where resolved is null")
                        .mapTo(Long.class)
                        .one());
    }

    /** What came and what was expected of each series of the KPI, where scores were kept. */
    public List<Deviation> deviations(String kpi, long from, long to) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select r.key, count(*) as points, sum(p.value) as actual,"
                                + " sum(s.expected) as expected from (select id, key from series where kpi = :kpi) r"
                                + " join kept_score s on s.series_id = r.id and s.time >= :from and s.time <= :to"
                                + " join point p on p.series_id = s.series_id and p.time = s.time"
                                + " and p.time >= :from and p.time <= :to group by r.key"
                                + " order by r.key")
                        .bind("kpi", kpi)
                        .bind("from", Times.offset(from))
                        .bind("to", Times.offset(to))
                        .map((row, context) -> new Deviation(
                                SeriesKey.parse(row.getString("key")),
                                row.getLong("points"),
                                row.getDouble("actual"),
                                row.getDouble("expected")))
                        .list());
    }

    /**
     * How far a series stood from what was expected, as a share of the half width of its bounds, in means over stretches.
     *
     * @param width of a stretch in microseconds
     * @return by the number of the stretch since 1970
     */
    public Map<Long, Double> course(Handle handle, SeriesKey series, long from, long to, long width) {
        Map<Long, Double> course = new HashMap<>();
        handle.createQuery("select floor(extract(epoch from s.time) / :seconds)::bigint as stretch,"
                        + " avg((p.value - s.expected) / ((s.upper - s.lower) / 2)) as deviation from kept_score s join point p"
                        + " on p.series_id = s.series_id and p.time = s.time where s.series_id = :series and s.time >= :from"
                        + " and s.time <= :to and s.upper > s.lower group by stretch")
                .bind("seconds", width / (double) Micros.SECOND)
                .bind("series", series.id().value())
                .bind("from", Times.offset(from))
                .bind("to", Times.offset(to))
                .map((row, context) -> Map.entry(row.getLong("stretch"), row.getDouble("deviation")))
                .forEach(entry -> course.put(entry.getKey(), entry.getValue()));
        return course;
    }

    private static Incident incident(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime resolved = row.getObject("resolved", OffsetDateTime.class);
        return new Incident(
                new AlertId(row.getString("id")),
                row.getString("title"),
                Severity.values()[row.getShort("severity")],
                Times.micros(row, "started"),
                resolved == null ? OptionalLong.empty() : OptionalLong.of(Micros.of(resolved.toInstant())),
                row.getInt("alerts"),
                SeriesKey.parse("x" + row.getString("shared")).labels());
    }
}
