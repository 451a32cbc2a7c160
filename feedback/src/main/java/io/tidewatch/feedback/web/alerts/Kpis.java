// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.feedback.web.format.Units;
import io.tidewatch.storage.kpi.KpiStore;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Zone, unit and kind of the KPIs on one page, read once. */
public final class Kpis {
    private final Map<String, Kpi> byName = new HashMap<>();

    public Kpis(KpiStore store) {
        store.all().forEach(kpi -> byName.put(kpi.name(), kpi));
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    public Kpi get(String name) {
        return byName.computeIfAbsent(name, Kpi::named);
    }

    public ZoneId zone(String name) {
        return get(name).zone();
    }

    public Units units(String name) {
        Kpi kpi = get(name);
        return new Units(kpi.unit(), kpi.kind());
    }
}
