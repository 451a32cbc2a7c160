// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.ingest.series.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of one series that a request has brought and the log has not been sent.
 *
 * @param known its id where it was registered when its first point came, so that it need not be sought again
 * @param refused why none of its points is taken; null where they are
 * @param newKpi whether its KPI is to be registered first
 */
record Slot(
        SeriesKey key, @Nullable SeriesId known, @Nullable Refused refused, boolean newKpi, PointBuffer points) {
    private static final int POINTS_A_RECORD = 20_000;

    Slot(SeriesKey key, @Nullable SeriesId known, @Nullable Refused refused, boolean newKpi) {
        this(key, known, refused, newKpi, new PointBuffer());
    }

    /** In the order in which they came; usually one record. */
    List<SeriesPoints> records(Origin origin) {
        List<SeriesPoints> records = new ArrayList<>(1);
        for (int from = 0; from < points.size(); from += POINTS_A_RECORD) {
            int to = Math.min(points.size(), from + POINTS_A_RECORD);
            records.add(new SeriesPoints(key, origin, points.times(from, to), points.values(from, to)));
        }
        return records;
    }
}
