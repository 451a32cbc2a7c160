// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.feedback.kpi.KpiDraft;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** A made-up KPI's settings. */
record DemoKpi(
        String name,
        String unit,
        String description,
        String owner,
        KpiKind kind,
        Direction direction,
        ZoneId zone,
        Duration step) {

    KpiDraft draft() {
        KpiDraft defaults = KpiDraft.defaults();
        return new KpiDraft(
                unit,
                description,
                owner,
                zone,
                Optional.of(step),
                kind,
                Optional.empty(),
                direction,
                Kpi.DEFAULT_LATE_LIMIT,
                true,
                true,
                defaults.budget(),
                0,
                0);
    }
}
