// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.triage;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.triage.SeriesRecord;
import io.tidewatch.core.triage.TriageModel;
import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.triage.StoredTriage;
import io.tidewatch.storage.triage.TriageStore;
import io.tidewatch.storage.triage.TriageTraining;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies the newest triage model; training it is the forecaster's. */
public final class TriageService {
    private final TriageStore store;

    public TriageService(Workplace desk) {
        this.store = new TriageStore(desk.database());
    }

    /** The newest training, whatever came of it. */
    public Optional<StoredTriage> newest() {
        return store.newest();
    }

    /** Of each alert; empty where there is no model. */
    public Map<AlertId, TriageScore> scores(List<Alert> alerts) {
        Optional<TriageModel> model = store.newest().flatMap(StoredTriage::model);
        if (model.isEmpty() || alerts.isEmpty()) {
            return Map.of();
        }
        Set<SeriesId> series = alerts.stream().map(alert -> alert.series().id()).collect(Collectors.toSet());
        Map<SeriesId, SeriesRecord> records = store.records(series);
        Map<AlertId, TriageScore> scores = new HashMap<>();
        for (Alert alert : alerts) {
            SeriesRecord all = records.getOrDefault(alert.series().id(), SeriesRecord.NONE);
            scores.put(alert.id(), model.get().score(alert.last(), without(all, alert.verdict())));
        }
        return scores;
    }

    /** A series' record must not say what the alert's own verdict is. */
    private static SeriesRecord without(SeriesRecord all, Optional<VerdictKind> own) {
        return switch (own.orElse(VerdictKind.EXPECTED)) {
            case TRUE_ANOMALY -> new SeriesRecord(Math.max(0, all.trueAlerts() - 1), all.falseAlerts());
            case FALSE_ALARM -> new SeriesRecord(all.trueAlerts(), Math.max(0, all.falseAlerts() - 1));
            case EXPECTED, NEW_NORMAL, MISSED_ANOMALY -> all;
        };
    }

    /** The likeliest true first, equally likely ones as they were; those without a score last. */
    public static List<Alert> ordered(List<Alert> alerts, Map<AlertId, TriageScore> scores) {
        return alerts.stream()
                .sorted(Comparator.comparingInt(alert -> -percent(scores.get(alert.id()))))
                .toList();
    }

    private static int percent(@Nullable TriageScore score) {
        return score == null ? 0 : score.percent();
    }

    /** How the inbox is ordered, in a sentence. */
    public static String sentence(Optional<StoredTriage> newest) {
        if (newest.isEmpty()) {
            return "Not trained yet; the newest alerts come first.";
        }
        TriageTraining training = newest.get().training();
        return switch (training.state()) {
            case TRAINED ->
                "The likeliest true alerts come first, as learned from " + training.labels()
                        + " judged alerts; on alerts held back it says "
                        + String.format(Locale.ROOT, "%.0f", 100 * (1 - training.logLoss() / training.baseLogLoss()))
                        + " % more than the share of true ones alone.";
            case TOO_FEW ->
                "Not trained: " + training.labels() + " judged alerts, " + training.trueLabels()
                        + " of them true; it takes 30, at least 5 of each kind. The newest alerts come first.";
            case NO_BETTER ->
                "Not used: learned from " + training.labels()
                        + " judged alerts, it says no more than the share of true ones alone. The newest alerts come"
                        + " first.";
        };
    }
}
