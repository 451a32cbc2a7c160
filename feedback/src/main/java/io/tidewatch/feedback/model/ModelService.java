// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.model;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.forecast.SetAside;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.time.Instant;
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
    private final TrainingStore trainings;

    public ModelService(Workplace desk, KpiService kpis) {
        this.desk = desk;
        this.kpis = kpis;
        this.models = new ModelStore(desk.database());
        this.requests = new RequestStore(desk.database());
        this.trainings = new TrainingStore(desk.database());
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

    /**
     * Asks the forecaster to let the version before serve again.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public Request rollBack(String kpi, String actor) {
        kpis.find(kpi);
        return ask(RequestKind.ROLL_BACK, kpi, "{}", actor, "model.roll_back_requested", "");
    }

    /**
     * Asks the forecaster to let a version serve.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public Request promote(String kpi, long version, String actor) {
        boolean known = versions(kpi).stream().anyMatch(model -> model.version() == version);
        if (!known) {
            throw new TidewatchException(ErrorCode.NOT_FOUND, kpi + " has no model version " + version + ".");
        }
        String payload = "{\"version\": \"" + version + "\"}";
        return ask(RequestKind.PROMOTE, kpi, payload, actor, "model.promotion_requested", "version " + version);
    }

    private Request ask(RequestKind kind, String kpi, String payload, String actor, String action, String detail) {
        return desk.change(transaction -> {
            desk.audit(transaction, actor, action, "kpi/" + kpi, detail);
            return requests.add(transaction, kind, kpi, payload, actor, desk.now());
        });
    }

    public Instant now() {
        return desk.now();
    }

    /**
     * The latest training runs, newest first.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public List<TrainingRun> runs(String kpi) {
        return trainings.runs(kpis.find(kpi).kpi().name(), RECENT);
    }

    /** Those of all KPIs that are going, the oldest first. */
    public List<TrainingRun> running() {
        return trainings.running();
    }

    /**
     * The series that a run went on without; at most a thousand.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public List<SetAside> setAside(String kpi, long run) {
        kpis.find(kpi);
        TrainingRun found = trainings
                .find(run)
                .filter(one -> one.kpi().equals(kpi))
                .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, kpi + " has no run " + run + "."));
        return trainings.setAside(found.id(), 1_000);
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
