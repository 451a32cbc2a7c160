// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

/** What a KPI's values are. */
public enum KpiKind {
    GAUGE,
    COUNT,
    RATIO
}
