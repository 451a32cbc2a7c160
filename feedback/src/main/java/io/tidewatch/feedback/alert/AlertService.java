// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.feedback.desk.Place;
import io.tidewatch.feedback.desk.Text;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertCounts;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.verdict.VerdictStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The inbox. */
public final class AlertService {
    private static final int MAX_NAME = 200;

    private final Workplace desk;
    private final AlertStore alerts;
    private final VerdictStore verdicts;

    public AlertService(Workplace desk) {
        this.desk = desk;
        this.alerts = new AlertStore(desk.database());
        this.verdicts = new VerdictStore(desk.database());
    }

    /** Newest first. */
    public AlertPage list(AlertQuery query) {
        List<Alert> page = alerts.list(query);
        return new AlertPage(
                page,
                page.size() < query.limit()
                        ? Optional.empty()
                        : Optional.of(new Place(
                                        page.getLast().opened(), page.getLast().id())
                                .text()));
    }

    /**
     * The part of the list after a page.
     *
     * @param cursor that page's {@code next}
     * @throws TidewatchException INVALID_VALUE where it is none
     */
    public AlertPage list(AlertQuery query, String cursor) {
        Place place = Place.read(cursor);
        return list(query.after(new AlertQuery.Position(place.time(), place.id())));
    }

    public AlertCounts counts() {
        return alerts.counts(Optional.empty());
    }

    public AlertCounts counts(String kpi) {
        return alerts.counts(Optional.of(kpi));
    }

    /** @throws TidewatchException NOT_FOUND */
    public Alert find(AlertId id) {
        return alerts.find(id).orElseThrow(() -> unknown(id));
    }

    /** @throws TidewatchException NOT_FOUND */
    public AlertDetail detail(AlertId id) {
        return new AlertDetail(find(id), alerts.events(id), verdicts.history(id));
    }

    /**
     * Says that somebody looks after it; the first one stays. Tells the desk's topic.
     *
     * @throws TidewatchException NOT_FOUND; CONFLICT where late data took the alert back
     */
    public Alert acknowledge(AlertId id, String actor) {
        return desk.change(transaction -> {
            Alert alert = locked(transaction, id);
            if (alert.status() == AlertStatus.RETRACTED) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "alert " + id + " was retracted: late data took it back, nothing is left to do.");
            }
            if (alerts.acknowledge(transaction, id, actor, desk.now())) {
                desk.tell(transaction, id, id + "-acknowledged", actor, new DeskMessage.Act.Acknowledged());
                desk.audit(
                        transaction,
                        actor,
                        "alert.acknowledged",
                        "alert/" + id,
                        alert.series().toString());
            }
            return locked(transaction, id);
        });
    }

    /**
     * Closes an alert whose episode goes on; the first one stays. Should the episode escalate, the alert is open again.
     *
     * @throws TidewatchException NOT_FOUND; CONFLICT where late data took the alert back
     */
    public Alert resolve(AlertId id, String actor) {
        return desk.change(transaction -> {
            Alert alert = locked(transaction, id);
            if (alert.status() == AlertStatus.RETRACTED) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "alert " + id + " was retracted: late data took it back, nothing is left to do.");
            }
            if (alerts.close(transaction, id, actor, desk.now())) {
                desk.audit(
                        transaction,
                        actor,
                        "alert.resolved",
                        "alert/" + id,
                        alert.series().toString());
            }
            return locked(transaction, id);
        });
    }

    /**
     * @param assignee nobody where empty
     * @throws TidewatchException NOT_FOUND; INVALID_VALUE where the name is too long
     */
    public Alert assign(AlertId id, Optional<String> assignee, String actor) {
        Optional<String> name =
                assignee.map(given -> Text.checked("assignee", given, MAX_NAME)).filter(given -> !given.isEmpty());
        return desk.change(transaction -> {
            locked(transaction, id);
            alerts.assign(transaction, id, name);
            desk.audit(transaction, actor, "alert.assigned", "alert/" + id, name.orElse("nobody"));
            return locked(transaction, id);
        });
    }

    private Alert locked(Handle transaction, AlertId id) {
        return alerts.lock(transaction, id).orElseThrow(() -> unknown(id));
    }

    private static TidewatchException unknown(AlertId id) {
        return new TidewatchException(
                ErrorCode.NOT_FOUND, "no alert " + id + ". It may have been deleted with its KPI.");
    }
}
