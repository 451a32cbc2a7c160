// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.mapping.Route;
import java.util.Arrays;

/** Measurement and tags that were seen before, with the routes of their fields. */
final class LineSeries {
    /** A sender with more is served, only slower. */
    private static final int MOST_FIELDS = 1_000;

    private record Field(byte[] key, Route route) {
        boolean is(byte[] bytes, int from, int to) {
            return Arrays.equals(key, 0, key.length, bytes, from, to);
        }
    }

    private final SeriesText text;
    private final Mapping mapping;
    private volatile Field[] fields = new Field[0];

    LineSeries(SeriesText text, Mapping mapping) {
        this.text = text;
        this.mapping = mapping;
    }

    /** @throws IllegalArgumentException where the field's key is not UTF-8 */
    Route route(byte[] bytes, int from, int to) {
        Field[] known = fields;
        for (Field field : known) {
            if (field.is(bytes, from, to)) {
                return field.route;
            }
        }
        Route route = mapping.route(text.measurement(), SeriesText.text(bytes, from, to, true), text.tags());
        if (known.length < MOST_FIELDS) {
            Field[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = new Field(Arrays.copyOfRange(bytes, from, to), route);
            // Two at once may lose one of them, which is then found again.
            fields = more;
        }
        return route;
    }
}
