// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calibration;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.KpiVerdict;
import io.tidewatch.core.verdict.SeriesFit;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.calibration.CalibrationStore;
import io.tidewatch.storage.calibration.NewCalibration;
import io.tidewatch.storage.verdict.Standing;
import io.tidewatch.storage.verdict.VerdictStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Refits on every verdict; what changed goes to the scorer by the outbox of the same transaction. */
public final class Calibrations {
    /** Siblings that a verdict may reach, those with the newest alerts: the others have nothing to be calibrated on. */
    private static final int MAX_SIBLINGS = 200;

    private final Workplace desk;
    private final AlertStore alerts;
    private final VerdictStore verdicts;
    private final CalibrationStore calibrations;

    public Calibrations(Workplace desk) {
        this.desk = desk;
        this.alerts = new AlertStore(desk.database());
        this.verdicts = new VerdictStore(desk.database());
        this.calibrations = new CalibrationStore(desk.database());
    }

    /** In force for the series. */
    public Calibration current(SeriesId series) {
        return calibrations.current(series);
    }

    /**
     * Fits the series, and its siblings with few verdicts of their own, to the KPI's verdicts as the transaction sees them.
     *
     * @return how many calibrations changed
     */
    public int refit(Handle transaction, String kpi, SeriesId series) {
        return refit(transaction, kpi, Set.of(series));
    }

    /** As {@link #refit(Handle, String, SeriesId)}, of several series at once. */
    public int refit(Handle transaction, String kpi, Set<SeriesId> series) {
        calibrations.lock(transaction, kpi);
        List<KpiVerdict> standing = verdicts.standing(transaction, kpi).stream()
                .map(Standing::ofKpi)
                .toList();
        Set<SeriesId> reached = new LinkedHashSet<>(series);
        reached.addAll(alerts.alerted(transaction, kpi, MAX_SIBLINGS));
        Map<SeriesId, Calibration> current = calibrations.current(transaction, reached);
        // What was judged comes first, so that the scorer hears of it before its siblings.
        List<NewCalibration> changed = new ArrayList<>();
        for (SeriesId each : reached) {
            Calibration now = current.getOrDefault(each, Calibration.NONE);
            SeriesFit fit = SeriesFit.of(each, standing, now.version() + 1);
            if (fit.differsFrom(now)) {
                changed.add(new NewCalibration(each, fit.calibration(), fit.own()));
            }
        }
        calibrations.add(transaction, changed, desk.now());
        return changed.size();
    }
}
