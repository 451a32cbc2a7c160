// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import java.util.List;

/**
 * Alerts in one state.
 *
 * @param tab the title on a narrow screen
 * @param count of all, also of those that are not shown
 * @param empty what to say, and to do next, where there are none
 */
public record Group(String key, String title, String tab, long count, List<Row> rows, String empty) {
    public long hidden() {
        return Math.max(0, count - rows.size());
    }
}
