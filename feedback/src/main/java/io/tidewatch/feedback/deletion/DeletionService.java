// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.deletion;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.detector.DetectorService;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.storage.deletion.DeletionRequests;
import io.tidewatch.storage.deletion.DeskDeletion;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.series.Series;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Deletes KPIs and series: what the desk has of them at once, what ingest and the forecaster have within a minute. The audit log
 * keeps who did so, when, and what it came to.
 */
public final class DeletionService {
    private final Workplace desk;
    private final KpiService kpis;
    private final DetectorService detectors;
    private final KpiStore store;
    private final RequestStore requests;

    public DeletionService(Workplace desk, KpiService kpis, DetectorService detectors) {
        this.desk = desk;
        this.kpis = kpis;
        this.detectors = detectors;
        this.store = new KpiStore(desk.database());
        this.requests = new RequestStore(desk.database());
    }

    /**
     * The KPI with all its series.
     *
     * @throws TidewatchException NOT_FOUND; CONFLICT naming what still needs it
     */
    public void deleteKpi(String kpi, String actor) {
        List<SeriesId> series = kpis.series(kpi).stream().map(Series::id).toList();
        checkNobodyNeeds(kpi);
        desk.change(transaction -> {
            int alerts = deleteAlerts(transaction, "KPI " + kpi, series);
            store.delete(transaction, kpi);
            DeletionRequests.ask(requests, transaction, kpi, Optional.empty(), actor, desk.now());
            desk.audit(
                    transaction, actor, "kpi.deleted", "kpi/" + kpi, series.size() + " series, " + alerts + " alerts");
            return alerts;
        });
    }

    /** @throws TidewatchException NOT_FOUND; CONFLICT where it has an open alert */
    public void deleteSeries(String kpi, SeriesId id, String actor) {
        SeriesKey key = kpis.series(kpi).stream()
                .filter(series -> series.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.NOT_FOUND, "KPI " + kpi + " has no series with the id " + id + ". List its series."))
                .key();
        desk.change(transaction -> {
            int alerts = deleteAlerts(transaction, "series " + key, List.of(id));
            DeletionRequests.ask(requests, transaction, kpi, Optional.of(key), actor, desk.now());
            desk.audit(transaction, actor, "series.deleted", "series/" + key, alerts + " alerts");
            return alerts;
        });
    }

    /** Who was told that an alert opened is to be told that it ended: so open ones end first. */
    private static int deleteAlerts(Handle transaction, String what, List<SeriesId> series) {
        int open = DeskDeletion.openAlerts(transaction, series);
        if (open > 0) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    what + " has " + open + (open == 1 ? " open alert" : " open alerts")
                            + ". Stop watching the KPI, and delete once they have ended.");
        }
        return DeskDeletion.delete(transaction, series);
    }

    private void checkNobodyNeeds(String kpi) {
        Set<String> own = detectors.of(kpi).stream().map(Detector::id).collect(Collectors.toSet());
        String needing = detectors
                .waitingFor(own)
                .filter(detector -> !detector.kpi().equals(kpi))
                .map(Detector::id)
                .collect(Collectors.joining(", "));
        if (!needing.isEmpty()) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT, "KPI " + kpi + " is needed by " + needing + ". Delete or change those first.");
        }
    }
}
