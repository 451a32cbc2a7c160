// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.SeriesFit;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.calibration.CalibrationStore;
import io.tidewatch.storage.verdict.Standing;
import io.tidewatch.storage.verdict.VerdictStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Says what each verdict on an alert would do, by fitting as if it had been given and looking at the stored peaks again. */
public final class EffectService {
    private static final long PERIOD = 28 * Micros.DAY;
    private static final double LOWEST_THRESHOLD = 4;

    private final Workplace desk;
    private final AlertStore alerts;
    private final VerdictStore verdicts;
    private final CalibrationStore calibrations;

    public EffectService(Workplace desk) {
        this.desk = desk;
        this.alerts = new AlertStore(desk.database());
        this.verdicts = new VerdictStore(desk.database());
        this.calibrations = new CalibrationStore(desk.database());
    }

    private record Peak(Alert alert, double chosenThreshold) {}

    /**
     * Of the four verdicts that an alert can get, in the order in which they are offered.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public List<Effect> of(AlertId id) {
        return desk.database().jdbi().withHandle(handle -> {
            Alert alert = alerts.find(id)
                    .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "no alert " + id + "."));
            List<Standing> standing = verdicts.standing(handle, alert.series().kpi());
            List<Peak> peaks = peaks(handle, alert);
            Calibration now = calibrations.current(handle, alert.series().id());
            return Stream.of(
                            VerdictKind.TRUE_ANOMALY,
                            VerdictKind.FALSE_ALARM,
                            VerdictKind.EXPECTED,
                            VerdictKind.NEW_NORMAL)
                    .map(kind -> effect(alert, kind, standing, peaks, now))
                    .toList();
        });
    }

    private static Effect effect(
            Alert alert, VerdictKind kind, List<Standing> standing, List<Peak> peaks, Calibration now) {
        SeriesFit fit = SeriesFit.of(
                alert.series().id(),
                WhatIf.given(alert, kind, standing).stream()
                        .map(Standing::ofKpi)
                        .toList(),
                now.version() + 1);
        Calibration after = fit.calibration();
        // The newest alert knows the threshold that the budget chose last.
        double chosen = peaks.getLast().chosenThreshold();
        int sign = alert.last().sign();
        int raised = 0;
        int vanish = 0;
        int vanishTrue = 0;
        int vanishFalse = 0;
        for (Peak peak : peaks) {
            AlertEvent event = peak.alert().last();
            if (event.peakEvidence() < now.threshold(chosen, event.sign())) {
                continue;
            }
            raised++;
            if (event.peakEvidence() >= after.threshold(chosen, event.sign())) {
                continue;
            }
            vanish++;
            Optional<VerdictKind> label = peak.alert().id().equals(alert.id())
                    ? Optional.of(kind)
                    : peak.alert().verdict();
            vanishTrue += label.equals(Optional.of(VerdictKind.TRUE_ANOMALY)) ? 1 : 0;
            vanishFalse += label.equals(Optional.of(VerdictKind.FALSE_ALARM)) ? 1 : 0;
        }
        Effect counted = new Effect(
                kind,
                "",
                now.threshold(chosen, sign),
                after.threshold(chosen, sign),
                raised,
                vanish,
                vanishTrue,
                vanishFalse,
                fit.borrowed());
        return new Effect(
                kind,
                EffectWords.of(alert, counted),
                counted.thresholdBefore(),
                counted.thresholdAfter(),
                raised,
                vanish,
                vanishTrue,
                vanishFalse,
                fit.borrowed());
    }

    /** The series' alerts of the 28 days up to this one, each with the threshold that the budget had chosen when it was raised. */
    private List<Peak> peaks(Handle handle, Alert alert) {
        long to = alert.range().to() + 1;
        List<Peak> peaks = new ArrayList<>();
        Map<Long, Calibration> versions = new HashMap<>();
        for (Alert each : alerts.overlapping(handle, alert.series().id(), to - PERIOD, to)) {
            peaks.add(new Peak(each, chosenThreshold(handle, each.last(), versions)));
        }
        if (peaks.isEmpty()) {
            peaks.add(new Peak(alert, chosenThreshold(handle, alert.last(), versions)));
        }
        return peaks;
    }

    private double chosenThreshold(Handle handle, AlertEvent event, Map<Long, Calibration> versions) {
        Calibration then = versions.computeIfAbsent(
                event.versions().calibration(),
                version ->
                        calibrations.find(handle, event.series().id(), version).orElse(Calibration.NONE));
        // Where the verdicts' threshold was the higher one, the budget's lay somewhere below it.
        return then.threshold(0, event.sign()) < event.threshold() ? event.threshold() : LOWEST_THRESHOLD;
    }
}
