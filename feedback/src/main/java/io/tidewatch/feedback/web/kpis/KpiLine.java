// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.feedback.web.chart.Sparkline;
import io.tidewatch.feedback.web.page.Links;

/**
 * One KPI in the list.
 *
 * @param about unit and description
 * @param spark of its first series' last day
 * @param state "watched", "paused", "waits for points"
 * @param series how many, in words
 */
public record KpiLine(
        String name, String href, String about, Sparkline spark, long open, String state, String series, String model) {
    public String encodedName() {
        return Links.segment(name);
    }
}
