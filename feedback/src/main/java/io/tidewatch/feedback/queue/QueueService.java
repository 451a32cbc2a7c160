// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.queue;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.feedback.alert.AlertService;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.alert.LabelCounts;
import io.tidewatch.storage.calibration.CalibrationStore;
import io.tidewatch.storage.verdict.VerdictStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Orders the alerts that nobody judged by how much a verdict is expected to tell. Each verdict makes the next one of the same KPI
 * tell less, which the order foresees: so it doesn't ask forty times about one KPI.
 */
public final class QueueService {
    /** So many are offered at once; what follows depends on what is said about them. */
    public static final int OFFERED = 40;

    private static final long PERIOD = 28 * Micros.DAY;
    private static final Set<AlertStatus> JUDGEABLE =
            Set.of(AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED, AlertStatus.RESOLVED);

    private final Workplace desk;
    private final AlertService alerts;
    private final AlertStore store;
    private final VerdictStore verdicts;
    private final CalibrationStore calibrations;

    public QueueService(Workplace desk, AlertService alerts) {
        this.desk = desk;
        this.alerts = alerts;
        this.store = new AlertStore(desk.database());
        this.verdicts = new VerdictStore(desk.database());
        this.calibrations = new CalibrationStore(desk.database());
    }

    /** The most telling of the {@value AlertQuery#MAX_LIMIT} newest that wait. */
    public Questions questions() {
        List<Alert> waiting = alerts.list(AlertQuery.newest(AlertQuery.MAX_LIMIT)
                        .withStatuses(JUDGEABLE)
                        .withLabel(new AlertQuery.Label.None()))
                .alerts();
        return new Questions(alerts.counts().unlabelled(), weighed(waiting));
    }

    /**
     * What a verdict on one alert would tell, whether it has one already or not.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public Question question(Alert alert) {
        return weighed(List.of(alert)).getFirst();
    }

    private List<Question> weighed(List<Alert> waiting) {
        long now = Micros.of(desk.now());
        Map<String, LabelCounts> labels = store.labels(now - PERIOD, now);
        return desk.database().jdbi().withHandle(handle -> {
            Map<String, KpiState> byKpi = new HashMap<>();
            Map<SeriesId, Calibration> current = calibrations.current(
                    handle, waiting.stream().map(alert -> alert.series().id()).collect(Collectors.toSet()));
            List<Question> questions = new ArrayList<>();
            for (Alert alert : waiting) {
                KpiState state =
                        byKpi.computeIfAbsent(alert.series().kpi(), kpi -> state(handle, kpi, labels.get(kpi)));
                questions.add(state.question(
                        alert, current.getOrDefault(alert.series().id(), Calibration.NONE)));
            }
            return MostTelling.first(questions, OFFERED);
        });
    }

    private KpiState state(Handle handle, String kpi, @Nullable LabelCounts labels) {
        return new KpiState(
                verdicts.standing(handle, kpi),
                labels == null ? 0 : labels.trueAnomalies(),
                labels == null ? 0 : labels.falseAlarms());
    }
}
