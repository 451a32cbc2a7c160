// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.forecaster.feature.Denominators;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.storage.verdict.Standing;
import io.tidewatch.storage.verdict.VerdictStore;
import java.util.List;

/** What a job reads from the tables. */
final class Inputs {
    /** The scorer keeps its peaks for 28 days, and models are trained on 21: with so many before it, a range starts warm. */
    static final long LEAD = 28 * Micros.DAY;

    private final Database database;
    private final KpiStore kpis;
    private final SeriesStore series;
    private final PointStore points;
    private final AlertStore alerts;
    private final VerdictStore verdicts;

    Inputs(Database database) {
        this.database = database;
        kpis = new KpiStore(database);
        series = new SeriesStore(database);
        points = new PointStore(database);
        alerts = new AlertStore(database);
        verdicts = new VerdictStore(database);
    }

    /** The KPI as it is watched now, by its own adaptive detector. */
    Settings settings(String name) {
        Kpi kpi = kpis.find(name)
                .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "the KPI " + name + " was deleted"));
        Detector.Adaptive adaptive = kpis.detectors(name).stream()
                .filter(detector -> detector.id().equals(Detector.defaultId(name)))
                .filter(Detector.Adaptive.class::isInstance)
                .map(Detector.Adaptive.class::cast)
                .findFirst()
                .orElseGet(() -> Detector.Adaptive.defaultFor(name));
        return new Settings(kpi, adaptive);
    }

    /** In order of their canonical form. */
    List<SeriesKey> series(ReplayOrder order) {
        Long one = order.series();
        if (one == null) {
            return series.ofKpi(order.kpi()).stream().map(Series::key).toList();
        }
        return List.of(series.find(new SeriesId(one))
                .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "the series " + one + " was deleted"))
                .key());
    }

    /** Those of the range, and those before it that make the detector warm. */
    PointArrays points(SeriesKey key, ReplayOrder order) {
        return points.read(key.id(), order.from() - LEAD, order.to());
    }

    /** Of the same range, where the KPI is a ratio that names them. */
    Denominators denominators(SeriesKey key, Kpi kpi, ReplayOrder order) {
        return kpi.denominator()
                .map(name -> points(new SeriesKey(name, key.labels()), order))
                .map(counts -> new Denominators(counts.timeMicros(), counts.value()))
                .orElse(Denominators.NONE);
    }

    /** In force on any series of the KPI. */
    List<Standing> verdicts(String kpi) {
        return database.jdbi().withHandle(handle -> verdicts.standing(handle, kpi));
    }

    List<Alert> raised(SeriesKey key, ReplayOrder order) {
        return alerts.overlapping(key.id(), order.from(), order.to());
    }
}
