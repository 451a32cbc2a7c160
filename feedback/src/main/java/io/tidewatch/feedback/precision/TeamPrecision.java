// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import java.util.List;

/**
 * How good the alerts of a team's KPIs were together.
 *
 * @param team the owner that its KPIs name
 * @param kpis in order of name
 * @param measured without a budget, since each KPI has its own
 */
public record TeamPrecision(String team, List<String> kpis, Precision measured) {
    public TeamPrecision {
        kpis = List.copyOf(kpis);
    }
}
