// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/** All KPIs, and the form for another. */
public record KpiListView(Frame frame, List<KpiLine> kpis, List<String> zones, boolean mayEdit) {}
