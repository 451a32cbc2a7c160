// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.receipt;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.feedback.alert.AlertDetail;
import io.tidewatch.feedback.alert.AlertService;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.calendar.CalendarStore;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.kpi.KpiStore;
import java.util.List;
import java.util.Optional;

/** Explains alerts, and works their receipts through again. */
public final class ExplainService {
    /** Sums are taken in another order than by the detector; what differs by more is another number. */
    private static final double ROUNDING = 1e-9;

    private final AlertService alerts;
    private final KpiStore kpis;
    private final ModelStore models;
    private final CalendarStore calendar;

    public ExplainService(Workplace desk, AlertService alerts) {
        this.alerts = alerts;
        this.kpis = new KpiStore(desk.database());
        this.models = new ModelStore(desk.database());
        this.calendar = new CalendarStore(desk.database());
    }

    /** @throws io.tidewatch.core.error.TidewatchException NOT_FOUND */
    public Explanation of(AlertId id) {
        AlertDetail detail = alerts.detail(id);
        AlertEvent told = detail.events().reversed().stream()
                .filter(event -> event.receipt().isPresent())
                .findFirst()
                .orElseGet(() -> detail.alert().last());
        SeriesKey series = detail.alert().series();
        return new Explanation(
                detail.alert(),
                told,
                check(told),
                model(series.kpi(), told.versions().model()),
                touching(series, detail.alert().range()),
                detail.verdicts());
    }

    static Explanation.Check check(AlertEvent told) {
        if (told.receipt().isEmpty()) {
            return new Explanation.Check.NoReceipt();
        }
        Receipt receipt = told.receipt().get();
        if (!receipt.tuning().equals(Tuning.digest())) {
            return new Explanation.Check.OtherConstants(receipt.tuning(), Tuning.digest());
        }
        double again = receipt.evidence(told.actual(), Tuning.DEFAULT);
        return Math.abs(again - told.peakEvidence()) <= ROUNDING * Math.max(1, told.peakEvidence())
                ? new Explanation.Check.Agrees(again)
                : new Explanation.Check.Differs(again);
    }

    private Optional<ModelVersion> model(String kpi, long version) {
        return models.versions(kpi).stream()
                .filter(model -> model.version() == version)
                .findFirst();
    }

    private List<CalendarEvent> touching(SeriesKey series, TimeRange range) {
        Kpi kpi = kpis.find(series.kpi()).orElseGet(() -> Kpi.named(series.kpi()));
        return calendar.all().stream()
                .filter(event -> event.covers(series))
                .filter(event -> !event.schedule()
                        .occurrences(
                                range.from(), range.to() + Micros.of(java.time.Duration.ofNanos(1_000)), kpi.zone())
                        .isEmpty())
                .toList();
    }
}
