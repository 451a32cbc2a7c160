// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.ForecastStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers from the champions' forecasts. */
public final class Predictor {
    private final ForecastStore forecasts;

    public Predictor(Database database) {
        this.forecasts = new ForecastStore(database);
    }

    /** In the order of the rows. */
    List<Prediction> answer(Question question) {
        Map<SeriesKey, Optional<Forecast>> known = new HashMap<>();
        List<Prediction> predictions = new ArrayList<>(question.rows().size());
        for (Question.Row row : question.rows()) {
            Optional<Forecast> forecast =
                    known.computeIfAbsent(row.series(), series -> forecasts.champion(series.id()));
            predictions.add(forecast.map(found -> predict(found, row, question.level()))
                    .orElseGet(() -> nothing(row, question.level(), null)));
        }
        return predictions;
    }

    private static Prediction predict(Forecast forecast, Question.Row row, double level) {
        float expected = forecast.expectedAt(row.time());
        if (Float.isNaN(expected)) {
            return nothing(row, level, forecast.modelVersion());
        }
        WallClock clock = new WallClock(forecast.zone());
        Optional<IntervalQuantile> interval = forecast.interval(level, clock.weekday(row.time()));
        double scale = forecast.futureScale(clock.halfHour(row.time()));
        return new Prediction(
                row.series().toString(),
                Micros.toInstant(row.time()),
                (double) expected,
                interval.map(quantile -> expected + quantile.lower() * scale).orElse(null),
                interval.map(quantile -> expected + quantile.upper() * scale).orElse(null),
                interval.map(IntervalQuantile::level).orElse(level),
                forecast.modelVersion());
    }

    private static Prediction nothing(Question.Row row, double level, @Nullable Long version) {
        return new Prediction(row.series().toString(), Micros.toInstant(row.time()), null, null, null, level, version);
    }
}
