// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.point.Origin;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the query parameters say: {@code origin=live|backfill}; for CSV {@code kpi}, {@code label.<name>}, {@code zone}. */
record RequestQuery(Origin origin, Optional<String> kpi, Map<String, String> labels, Optional<ZoneId> zone) {
    private static final String LABEL = "label.";

    /** @throws TidewatchException INVALID_VALUE naming a parameter that is unknown, doubled or makes no sense */
    static RequestQuery of(Map<String, List<String>> query) {
        Origin origin = Origin.LIVE;
        Optional<String> kpi = Optional.empty();
        Optional<ZoneId> zone = Optional.empty();
        Map<String, String> labels = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            String name = parameter.getKey();
            String value = single(name, parameter.getValue());
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), value);
                continue;
            }
            switch (name) {
                case "origin" -> origin = origin(value);
                case "kpi" -> kpi = Optional.of(value);
                case "zone" -> zone = Optional.of(zone(value));
                default ->
                    throw invalid("query parameter " + name + " is not known; use origin, kpi, label.<name>, zone");
            }
        }
        return new RequestQuery(origin, kpi, labels, zone);
    }

    private static String single(String name, List<String> values) {
        if (values.size() != 1) {
            throw invalid("query parameter " + name + " stands " + values.size() + " times; give it once");
        }
        return values.getFirst();
    }

    private static Origin origin(String value) {
        return switch (value) {
            case "live" -> Origin.LIVE;
            case "backfill" -> Origin.BACKFILL;
            default -> throw invalid("origin must be live or backfill, not \"" + value + "\"");
        };
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw invalid("zone \"" + value + "\" is not known; use one such as Europe/Berlin");
        }
    }

    private static TidewatchException invalid(String message) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, message);
    }
}
