// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.model;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Models of KPIs as the forecaster made them, and the wish for a new one. */
public final class ModelService {
    private static final int RECENT = 20;

    private final Workplace desk;
    private final KpiService kpis;
    private final ModelStore models;
    private final RequestStore requests;

    public ModelService(Workplace desk, KpiService kpis) {
        this.desk = desk;
        this.kpis = kpis;
        this.models = new ModelStore(desk.database());
        this.requests = new RequestStore(desk.database());
    }

    /**
     * The newest first.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public List<ModelVersion> versions(String kpi) {
        return models.versions(kpis.find(kpi).kpi().name());
    }

    /** What serves. */
    public Optional<ModelVersion> champion(String kpi) {
        return models.champion(kpi);
    }

    /**
     * Asks the forecaster to train the KPI now. Where that waits or runs already, gives that request.
     *
     * @param upTo train on what lies before this day, in the KPI's zone; where empty, on all there is up to a midnight
     * @throws TidewatchException NOT_FOUND
     */
    public Request train(String kpi, Optional<LocalDate> upTo, String actor) {
        kpis.find(kpi);
        String payload = upTo.map(day -> "{\"upTo\": \"" + day + "\"}").orElse("{}");
        return desk.change(transaction -> requests.unfinished(transaction, RequestKind.TRAIN, kpi)
                .orElseGet(() -> {
                    desk.audit(transaction, actor, "training.requested", "kpi/" + kpi, "");
                    return requests.add(transaction, RequestKind.TRAIN, kpi, payload, actor, desk.now());
                }));
    }

    /** The last trainings that were asked for, newest first. */
    public List<Request> trainings(String kpi) {
        return requests.of(RequestKind.TRAIN, kpi, RECENT);
    }

    /** @throws TidewatchException NOT_FOUND */
    public Request request(long id) {
        return requests.find(id)
                .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "no request " + id + "."));
    }
}
