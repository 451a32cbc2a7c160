// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.storage.database.Database;
import java.util.List;
import java.util.Optional;

/** What model versions expect. Only whole versions are visible here. */
public final class ForecastStore {
    private final Database database;

    public ForecastStore(Database database) {
        this.database = database;
    }

    /**
     * Forecasts of every version that was valid at some moment of the range, the oldest version first.
     *
     * @param from UTC microseconds
     * @param to UTC microseconds, not included
     */
    public List<Forecast> overlapping(SeriesId series, long from, long to) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(ForecastRows.SELECT
                                + "where f.series_id = ? and f.valid_from < ? and f.valid_to > ? and m.state <> 'challenger' "
                                + "order by m.version")
                        .bind(0, series.value())
                        .bind(1, ForecastRows.time(to))
                        .bind(2, ForecastRows.time(from))
                        .map((row, context) -> ForecastRows.read(row))
                        .list());
    }

    /** The champion's; empty where the KPI has no champion or it left this series out. */
    public Optional<Forecast> champion(SeriesId series) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                ForecastRows.SELECT + "where f.series_id = ? and m.state = 'champion'")
                        .bind(0, series.value())
                        .map((row, context) -> ForecastRows.read(row))
                        .findOne());
    }
}
