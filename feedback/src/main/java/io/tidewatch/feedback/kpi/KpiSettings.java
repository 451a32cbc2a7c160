// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;

/** A KPI with its adaptive detector. The KPI's version counts every change, also those of the detector alone. */
public record KpiSettings(Kpi kpi, Detector.Adaptive detector) {}
