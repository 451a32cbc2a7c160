// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import io.tidewatch.core.series.SeriesKey;
import java.time.Duration;
import java.util.List;

/**
 * What happens within a while goes out as one message.
 *
 * @param window from the first event on
 * @param by what events of one message have in common: "kpi", or names of labels; nothing means everything goes together
 */
public record Grouping(Duration window, List<String> by) {
    public static final Duration MIN = Duration.ofSeconds(1);
    public static final Duration MAX = Duration.ofHours(1);
    public static final String KPI = "kpi";

    public Grouping {
        by = List.copyOf(by);
        if (window.compareTo(MIN) < 0 || window.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("a grouping window lasts PT1S to PT1H, not " + window);
        }
        if (by.size() > 20) {
            throw new IllegalArgumentException("grouping is by at most 20 labels, not " + by.size());
        }
    }

    /** The same for all that belongs together. */
    public String key(SeriesKey series) {
        StringBuilder key = new StringBuilder();
        for (String name : by) {
            String value =
                    name.equals(KPI) ? series.kpi() : series.labels().get(name).orElse("");
            // With its length, so that no two keys read the same.
            key.append(name)
                    .append('=')
                    .append(value.length())
                    .append(':')
                    .append(value)
                    .append(' ');
        }
        return key.toString().strip();
    }
}
