// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback;

import io.tidewatch.feedback.alert.AlertService;
import io.tidewatch.feedback.calendar.CalendarService;
import io.tidewatch.feedback.calibration.Calibrations;
import io.tidewatch.feedback.chart.ChartService;
import io.tidewatch.feedback.deletion.DeletionService;
import io.tidewatch.feedback.delivery.DeliveryService;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.detector.DetectorService;
import io.tidewatch.feedback.incident.IncidentService;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.feedback.live.LiveFeed;
import io.tidewatch.feedback.model.ModelService;
import io.tidewatch.feedback.precision.CoverageService;
import io.tidewatch.feedback.precision.PrecisionService;
import io.tidewatch.feedback.queue.QueueService;
import io.tidewatch.feedback.receipt.ExplainService;
import io.tidewatch.feedback.replay.ReplayService;
import io.tidewatch.feedback.routing.DryRunService;
import io.tidewatch.feedback.silence.SilenceService;
import io.tidewatch.feedback.subscription.SubscriptionService;
import io.tidewatch.feedback.triage.TriageService;
import io.tidewatch.feedback.verdict.BulkVerdicts;
import io.tidewatch.feedback.verdict.EffectService;
import io.tidewatch.feedback.verdict.VerdictService;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.database.Database;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The desk's services, built once for a process. None of them holds threads; {@link FeedbackRole} does. */
public final class Desk {
    private final Workplace workplace;
    private final Calibrations calibrations;
    private final KpiService kpis;
    private final DetectorService detectors;
    private final DeletionService deletions;
    private final AlertService alerts;
    private final VerdictService verdicts;
    private final BulkVerdicts bulk;
    private final EffectService effects;
    private final PrecisionService precision;
    private final CoverageService coverage;
    private final ChartService charts;
    private final ModelService models;
    private final ReplayService replays;
    private final TriageService triage;
    private final ExplainService explain;
    private final LiveFeed live;
    private final SubscriptionService subscriptions;
    private final DeliveryService deliveries;
    private final SilenceService silences;
    private final DryRunService dryRuns;
    private final QueueService queue;
    private final IncidentService incidents;
    private final CalendarService calendar;

    public Desk(Database database, InstantSource clock) {
        workplace = new Workplace(database, clock);
        calibrations = new Calibrations(workplace);
        incidents = new IncidentService(workplace);
        calendar = new CalendarService(workplace);
        kpis = new KpiService(workplace);
        detectors = new DetectorService(workplace, kpis);
        deletions = new DeletionService(workplace, kpis, detectors);
        alerts = new AlertService(workplace);
        verdicts = new VerdictService(workplace, calibrations, calendar);
        bulk = new BulkVerdicts(workplace, verdicts, calibrations);
        effects = new EffectService(workplace);
        precision = new PrecisionService(workplace, kpis);
        coverage = new CoverageService(workplace, kpis);
        charts = new ChartService(workplace);
        models = new ModelService(workplace, kpis);
        replays = new ReplayService(workplace, kpis);
        triage = new TriageService(workplace);
        explain = new ExplainService(workplace, alerts);
        live = new LiveFeed(alerts, incidents, new AlertStore(database));
        subscriptions = new SubscriptionService(workplace, new SecureRandom());
        deliveries = new DeliveryService(workplace, subscriptions);
        silences = new SilenceService(workplace);
        dryRuns = new DryRunService(workplace);
        queue = new QueueService(workplace, alerts);
    }

    public Workplace workplace() {
        return workplace;
    }

    public Calibrations calibrations() {
        return calibrations;
    }

    public KpiService kpis() {
        return kpis;
    }

    public DetectorService detectors() {
        return detectors;
    }

    public DeletionService deletions() {
        return deletions;
    }

    public AlertService alerts() {
        return alerts;
    }

    public VerdictService verdicts() {
        return verdicts;
    }

    public BulkVerdicts bulk() {
        return bulk;
    }

    public EffectService effects() {
        return effects;
    }

    public PrecisionService precision() {
        return precision;
    }

    public CoverageService coverage() {
        return coverage;
    }

    public ChartService charts() {
        return charts;
    }

    public ModelService models() {
        return models;
    }

    public ReplayService replays() {
        return replays;
    }

    public TriageService triage() {
        return triage;
    }

    public ExplainService explain() {
        return explain;
    }

    public LiveFeed live() {
        return live;
    }

    public SubscriptionService subscriptions() {
        return subscriptions;
    }

    public DeliveryService deliveries() {
        return deliveries;
    }

    public DryRunService dryRuns() {
        return dryRuns;
    }

    public SilenceService silences() {
        return silences;
    }

    public CalendarService calendar() {
        return calendar;
    }

    public IncidentService incidents() {
        return incidents;
    }

    public QueueService queue() {
        return queue;
    }
}
