// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import java.util.List;
import java.util.Map;

/** Which KPI a measured series belongs to. */
public final class Mapping {
    /** Without any rule. */
    public static final Mapping PLAIN = new Mapping();

    private static final String PLAIN_FIELD = "value";

    /**
     * @param field of the measurement; empty where the protocol has none
     * @param tags its labels
     */
    public Route route(String measurement, String field, Map<String, String> tags) {
        String kpi = field.isEmpty() || field.equals(PLAIN_FIELD) ? measurement : measurement + "." + field;
        return new Route(List.of(new Target.Point(new SeriesKey(kpi, new Labels(tags)))));
    }
}
