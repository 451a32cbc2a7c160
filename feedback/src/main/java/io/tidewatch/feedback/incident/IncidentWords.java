// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.alert.Alert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An incident in a sentence. */
final class IncidentWords {
    private static final int NAMED = 2;

    private IncidentWords() {}

    /** @param alerts the most deviating first */
    static String title(List<Alert> alerts, Labels shared) {
        List<String> kpis =
                alerts.stream().map(alert -> alert.series().kpi()).distinct().toList();
        long series = alerts.stream().map(Alert::series).distinct().count();
        String verb = verb(alerts);
        String where = shared.isEmpty() ? "" : " for " + pairs(shared);
        if (kpis.size() == 1) {
            return kpis.getFirst() + " " + verb + " in " + series + " series" + where;
        }
        String names = kpis.size() <= NAMED + 1
                ? String.join(", ", kpis.subList(0, kpis.size() - 1)) + " and " + kpis.getLast()
                : String.join(", ", kpis.subList(0, NAMED)) + " and " + (kpis.size() - NAMED) + " more KPIs";
        return names + " " + verb + " together" + where;
    }

    /** Labels with the same value in all of the series. */
    static Labels shared(List<SeriesKey> series) {
        Map<String, String> shared =
                new LinkedHashMap<>(series.getFirst().labels().values());
        for (SeriesKey other : series) {
            shared.entrySet()
                    .removeIf(label -> other.labels()
                            .get(label.getKey())
                            .filter(label.getValue()::equals)
                            .isEmpty());
        }
        return new Labels(shared);
    }

    private static String verb(List<Alert> alerts) {
        boolean up = alerts.stream().anyMatch(alert -> alert.last().sign() > 0);
        boolean down = alerts.stream().anyMatch(alert -> alert.last().sign() < 0);
        if (up && down) {
            return "deviated";
        }
        return up ? "rose" : "fell";
    }

    private static String pairs(Labels labels) {
        String text = labels.toString();
        return text.substring(1, text.length() - 1).replace(",", ", ");
    }
}
