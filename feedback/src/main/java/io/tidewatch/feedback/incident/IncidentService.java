// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.incident.Incident;
import io.tidewatch.storage.incident.IncidentQuery;
import io.tidewatch.storage.incident.IncidentStore;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Keeps incidents: groups alerts as their events come in, and says on the desk's topic when one opens and when it is over. */
public final class IncidentService {
    /** Who is named where nobody acts. */
    private static final String DESK = "tidewatch";
    /** So many alerts around the changed ones are looked at. */
    private static final int AROUND = 2_000;

    private final Workplace desk;
    private final AlertStore alerts;
    private final SeriesStore series;
    private final IncidentStore incidents;

    public IncidentService(Workplace desk) {
        this.desk = desk;
        this.alerts = new AlertStore(desk.database());
        this.series = new SeriesStore(desk.database());
        this.incidents = new IncidentStore(desk.database());
    }

    /** An incident with its alerts, the most deviating first. */
    public record Detail(Incident incident, List<Alert> alerts) {}

    /** The newest first. */
    public List<Incident> list(boolean open, OptionalLong before, int limit) {
        return list(IncidentQuery.newest(open, before, limit));
    }

    /** The newest first. */
    public List<Incident> list(IncidentQuery query) {
        return incidents.list(query);
    }

    /** @throws TidewatchException NOT_FOUND */
    public Detail detail(AlertId id) {
        Incident incident = incidents
                .find(id)
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.NOT_FOUND,
                        "no incident " + id
                                + ". Late data may have taken its alerts back; the list has those that stand."));
        return new Detail(incident, incidents.alerts(id));
    }

    public Optional<Incident> holding(AlertId alert) {
        return incidents.holding(alert);
    }

    /** How many go on. */
    public long open() {
        return incidents.open();
    }

    /** What explains the deviation of each KPI in the incident, by label. */
    public List<Breakdown> breakdowns(Detail detail) {
        return Breakdown.of(detail, incidents, new KpiStore(desk.database()), desk.now());
    }

    /** Groups anew around alerts that changed. Doing it again changes nothing. */
    public void regroup(Collection<AlertId> changed) {
        desk.change(transaction -> {
            incidents.lock(transaction);
            List<Alert> moved =
                    changed.stream().flatMap(id -> alerts.find(id).stream()).toList();
            if (!moved.isEmpty()) {
                regroup(transaction, moved);
            }
            return moved.size();
        });
    }

    private void regroup(Handle transaction, List<Alert> moved) {
        long first = moved.stream().mapToLong(IncidentService::started).min().orElseThrow();
        long last = moved.stream().mapToLong(IncidentService::started).max().orElseThrow();
        // A group that a changed alert may join began at most a span before it; a group that it may found ends a span
        // after.
        List<Alert> around = incidents.begun(transaction, first - 2 * Grouping.SPAN, last + 2 * Grouping.SPAN, AROUND);
        Map<AlertId, AlertId> known =
                incidents.of(transaction, around.stream().map(Alert::id).toList());
        Map<AlertId, Alert> byId = new HashMap<>();
        Set<AlertId> touched = new LinkedHashSet<>();
        for (Alert alert : around) {
            if (alert.status() != AlertStatus.RETRACTED) {
                byId.put(alert.id(), alert);
            } else if (known.containsKey(alert.id())) {
                incidents.release(transaction, List.of(alert.id()));
                touched.add(known.get(alert.id()));
            }
        }
        List<Grouping.Member> members = byId.values().stream()
                .map(alert -> new Grouping.Member(
                        alert.id(),
                        alert.series(),
                        started(alert),
                        alert.last().sign(),
                        Optional.ofNullable(known.get(alert.id()))))
                .toList();
        Relations relations = new Relations(
                incidents, transaction, series.all().stream().map(Series::key).toList());
        for (List<Grouping.Member> group : Grouping.of(members, relations)) {
            Set<AlertId> were = new LinkedHashSet<>();
            group.forEach(member -> member.incident().ifPresent(were::add));
            boolean together =
                    group.stream().map(Grouping.Member::series).distinct().count() > 1;
            if (were.isEmpty() && !together) {
                continue;
            }
            AlertId id =
                    were.isEmpty() ? group.getFirst().id() : were.iterator().next();
            settle(transaction, id, group.stream().map(Grouping.Member::id).toList());
            touched.addAll(were);
            touched.remove(id);
        }
        touched.forEach(id -> settle(transaction, id, List.of()));
    }

    /** Writes what the incident is with these alerts too, and tells what changed for those who watch. */
    private void settle(Handle transaction, AlertId id, Collection<AlertId> joining) {
        Optional<Incident> before = incidents.find(transaction, id);
        if (before.isEmpty() && joining.isEmpty()) {
            return;
        }
        if (!joining.isEmpty()) {
            incidents.put(transaction, before.orElseGet(() -> placeholder(id)), joining);
        }
        List<Alert> its = incidents.alerts(transaction, id);
        if (its.isEmpty()) {
            before.filter(incident -> incident.resolved().isEmpty())
                    .ifPresent(incident -> incidents.remove(transaction, id));
            return;
        }
        Incident now = incident(id, its);
        if (before.equals(Optional.of(now))) {
            return;
        }
        incidents.put(transaction, now, List.of());
        if (before.isEmpty()) {
            tell(transaction, id, DeskMessage.openedId(id), new DeskMessage.Act.IncidentOpened(Reports.of(now, its)));
        }
        boolean wasOver =
                before.filter(incident -> incident.resolved().isPresent()).isPresent();
        if (now.resolved().isPresent() && !wasOver) {
            tell(
                    transaction,
                    id,
                    DeskMessage.resolvedId(id, now.resolved().getAsLong()),
                    new DeskMessage.Act.IncidentResolved(Reports.of(now, its)));
        }
    }

    private void tell(Handle transaction, AlertId id, String message, DeskMessage.Act act) {
        desk.tell(transaction, id, message, DESK, act);
    }

    private static Incident placeholder(AlertId id) {
        return new Incident(id, "", Severity.LOW, 0, OptionalLong.empty(), 0, Labels.NONE);
    }

    private static Incident incident(AlertId id, List<Alert> its) {
        boolean over = its.stream().allMatch(alert -> alert.last().resolved().isPresent());
        List<SeriesKey> series = its.stream().map(Alert::series).distinct().toList();
        Labels shared = IncidentWords.shared(series);
        return new Incident(
                id,
                IncidentWords.title(its, shared),
                its.stream()
                        .map(alert -> alert.last().severity())
                        .max(Enum::compareTo)
                        .orElseThrow(),
                its.stream().mapToLong(IncidentService::started).min().orElseThrow(),
                over ? its.stream().mapToLong(alert -> alert.range().to()).max() : OptionalLong.empty(),
                its.size(),
                shared);
    }

    private static long started(Alert alert) {
        return alert.last().started();
    }
}
