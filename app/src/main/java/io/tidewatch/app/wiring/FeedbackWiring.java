// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.FeedbackRole;
import io.tidewatch.feedback.alert.AlertService;
import io.tidewatch.feedback.calendar.CalendarService;
import io.tidewatch.feedback.chart.ChartService;
import io.tidewatch.feedback.deletion.DeletionService;
import io.tidewatch.feedback.delivery.DeliveryService;
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
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The desk. */
@Singleton
class FeedbackWiring {
    @Produces
    @Singleton
    Desk desk(Database database, InstantSource clock) {
        return new Desk(database, clock);
    }

    @Produces
    @Singleton
    @Runs(RoleName.FEEDBACK)
    Role role(Desk desk, Database database, LogClients log) {
        return new FeedbackRole(desk, database, log);
    }

    @Produces
    @Singleton
    KpiService kpis(Desk desk) {
        return desk.kpis();
    }

    @Produces
    @Singleton
    DetectorService detectors(Desk desk) {
        return desk.detectors();
    }

    @Produces
    @Singleton
    DeletionService deletions(Desk desk) {
        return desk.deletions();
    }

    @Produces
    @Singleton
    AlertService alerts(Desk desk) {
        return desk.alerts();
    }

    @Produces
    @Singleton
    VerdictService verdicts(Desk desk) {
        return desk.verdicts();
    }

    @Produces
    @Singleton
    BulkVerdicts bulk(Desk desk) {
        return desk.bulk();
    }

    @Produces
    @Singleton
    EffectService effects(Desk desk) {
        return desk.effects();
    }

    @Produces
    @Singleton
    PrecisionService precision(Desk desk) {
        return desk.precision();
    }

    @Produces
    @Singleton
    CoverageService coverage(Desk desk) {
        return desk.coverage();
    }

    @Produces
    @Singleton
    ChartService charts(Desk desk) {
        return desk.charts();
    }

    @Produces
    @Singleton
    ModelService models(Desk desk) {
        return desk.models();
    }

    @Produces
    @Singleton
    ReplayService replays(Desk desk) {
        return desk.replays();
    }

    @Produces
    @Singleton
    TriageService triage(Desk desk) {
        return desk.triage();
    }

    @Produces
    @Singleton
    ExplainService explain(Desk desk) {
        return desk.explain();
    }

    @Produces
    @Singleton
    LiveFeed live(Desk desk) {
        return desk.live();
    }

    @Produces
    @Singleton
    SubscriptionService subscriptions(Desk desk) {
        return desk.subscriptions();
    }

    @Produces
    @Singleton
    DeliveryService deliveries(Desk desk) {
        return desk.deliveries();
    }

    @Produces
    @Singleton
    DryRunService dryRuns(Desk desk) {
        return desk.dryRuns();
    }

    @Produces
    @Singleton
    CalendarService calendar(Desk desk) {
        return desk.calendar();
    }

    @Produces
    @Singleton
    IncidentService incidents(Desk desk) {
        return desk.incidents();
    }

    @Produces
    @Singleton
    QueueService queue(Desk desk) {
        return desk.queue();
    }

    @Produces
    @Singleton
    SilenceService silences(Desk desk) {
        return desk.silences();
    }
}
