// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.time.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line for each file. */
final class SummaryTable {
    private static final int LONGEST_NAME = 48;
    private final List<String[]> lines = new ArrayList<>();

    SummaryTable() {
        lines.add(
                new String[] {"series", "rows", "days", "alerts", "per week", "high", "medium", "low", "hours alerting"
                });
    }

    void add(InputSeries series, ReplayResult result) {
        List<AlertEvent> alerts = result.alerts();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long time : series.times()) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        double days = (double) (last - first) / Micros.DAY;
        long open = 0;
        for (AlertEvent alert : alerts) {
            open += alert.resolved().orElse(last) - alert.started();
        }
        lines.add(new String[] {
            shortened(series.name()),
            Integer.toString(series.size()),
            fixed(days),
            Integer.toString(alerts.size()),
            days > 0 ? fixed(7 * alerts.size() / days) : "",
            count(alerts, Severity.HIGH),
            count(alerts, Severity.MEDIUM),
            count(alerts, Severity.LOW),
            fixed((double) open / Micros.HOUR)
        });
    }

    private static String count(List<AlertEvent> alerts, Severity severity) {
        return Long.toString(
                alerts.stream().filter(alert -> alert.severity() == severity).count());
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    @Override
    public String toString() {
        int columns = lines.getFirst().length;
        int[] width = new int[columns];
        for (String[] line : lines) {
            for (int i = 0; i < columns; i++) {
                width[i] = Math.max(width[i], line[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            for (int i = 0; i < columns; i++) {
                String gap = " ".repeat(width[i] - line[i].length());
                text.append(i == 0 ? line[i] + gap : "  " + gap + line[i]);
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
