// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calibration;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.calibration.CalibrationStore;
import io.tidewatch.storage.verdict.Standing;
import io.tidewatch.storage.verdict.VerdictStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Refits on every verdict; what changed goes to the scorer by the outbox of the same transaction. */
public final class Calibrations {
    /** Siblings that a verdict may reach, those with the newest alerts: the others have nothing to be calibrated on. */
    private static final int MAX_SIBLINGS = 500;

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
        calibrations.lock(transaction, kpi);
        List<Standing> standing = verdicts.standing(transaction, kpi);
        Set<SeriesId> reached = new LinkedHashSet<>(Set.of(series));
        reached.addAll(alerts.alerted(transaction, kpi, MAX_SIBLINGS));
        int changed = 0;
        for (SeriesId each : reached) {
            changed += refit(transaction, each, standing) ? 1 : 0;
        }
        return changed;
    }

    private boolean refit(Handle transaction, SeriesId series, List<Standing> standing) {
        Calibration current = calibrations.current(transaction, series);
        SeriesFit fit = SeriesFit.of(series, standing, current.version() + 1);
        if (!fit.differsFrom(current)) {
            return false;
        }
        calibrations.add(transaction, series, fit.calibration(), fit.own(), desk.now());
        return true;
    }
}
