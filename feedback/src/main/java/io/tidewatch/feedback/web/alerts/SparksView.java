// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.feedback.web.chart.Sparkline;
import java.util.List;

/** Small lines for rows that came into sight. */
record SparksView(List<One> sparks) {
    record One(String id, Sparkline spark) {}
}
