// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.point.Steps;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.forecaster.choice.ModelState;
import io.tidewatch.forecaster.choice.ModelStateJson;
import io.tidewatch.forecaster.choice.Trained;
import io.tidewatch.forecaster.feature.Weights;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.storage.forecast.ItemOutcome;
import io.tidewatch.storage.forecast.SeriesTraining;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.verdict.Standing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains series of one batch; what they need is read for many of them at once, KPIs and the calendar once. */
final class SeriesTrainer implements SeriesTraining {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesTrainer.class);
    /** Fewer days of a new normal say less about the shape of a day than all the days before it. */
    private static final long NEW_NORMAL_DAYS = 2 * Micros.DAY;

    /** Events that begin later can't fall on a forecast. */
    private static final long AHEAD = 3 * Micros.DAY;

    private final TrainingInputs inputs;
    private final ReadAhead ahead;
    private final ForecastMethod method;
    private final Map<String, Optional<Kpi>> kpis = new HashMap<>();
    private @Nullable List<CalendarEvent> calendar;

    SeriesTrainer(TrainingInputs inputs, ForecastMethod method) {
        this.inputs = inputs;
        this.ahead = new ReadAhead(inputs);
        this.method = method;
    }

    @Override
    public void expect(List<SeriesKey> series) {
        ahead.expect(series);
    }

    /** A failure of the database is thrown, since it is not the series' fault; any other one is the outcome. */
    @Override
    public ItemOutcome train(SeriesKey series, String kpi, long version, long trainedTo, Optional<String> before) {
        Optional<Kpi> settings = kpis.computeIfAbsent(kpi, inputs::kpi);
        if (settings.isEmpty()) {
            return new ItemOutcome.Skipped("the KPI was deleted");
        }
        try {
            return train(series, settings.get(), version, trainedTo, before);
        } catch (JdbiException e) {
            throw e;
        } catch (TidewatchException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            return failed(series, e);
        } catch (RuntimeException e) {
            return failed(series, e);
        }
    }

    private static ItemOutcome failed(SeriesKey series, RuntimeException e) {
        LOG.warn("Series {} can't be trained and is left out: {}", series, e.toString(), e);
        return new ItemOutcome.Failed(e.toString());
    }

    private ItemOutcome train(SeriesKey series, Kpi kpi, long version, long trainedTo, Optional<String> before) {
        long from = Nights.daysBefore(trainedTo, method.historyDays(), kpi.zone());
        ReadAhead.Read read = ahead.take(series, kpi.denominator(), from, trainedTo);
        PointArrays points = read.points();
        long[] times = points.timeMicros();
        long step = kpi.step().map(Micros::of).orElseGet(() -> Steps.infer(times, times.length));
        long newNormal = Standing.newNormalFrom(read.verdicts()).orElse(from);
        int first = newNormal <= trainedTo - NEW_NORMAL_DAYS ? atOrAfter(times, newNormal) : 0;
        CalendarOfSeries events =
                new CalendarOfSeries(calendar(), series, kpi.zone(), from, trainedTo, trainedTo + AHEAD);
        List<TimeRange> masks = new ArrayList<>(Standing.trainingMasks(read.verdicts(), from, trainedTo));
        masks.addAll(events.masks());
        History history = new History(
                        series,
                        times,
                        points.value(),
                        first,
                        times.length,
                        masks,
                        kpi.zone(),
                        step,
                        trainedTo,
                        events.known())
                .weighted(read.denominators());
        Optional<Trained> trained = method.train(history, before.flatMap(text -> state(series, text)), version);
        if (trained.isEmpty()) {
            return new ItemOutcome.Skipped("too little history: " + (times.length - first) + " points from "
                    + Micros.toInstant(from) + " to " + Micros.toInstant(trainedTo)
                    + "; a day of points, 60 at least, is needed");
        }
        return new ItemOutcome.Trained(
                trained.get().forecast(),
                times.length - first,
                digest(history),
                ModelStateJson.write(trained.get().state()));
    }

    /** A state that can't be read costs a backtest, never the series. */
    private static Optional<ModelState> state(SeriesKey series, String text) {
        try {
            return Optional.of(ModelStateJson.read(text));
        } catch (TidewatchException e) {
            LOG.warn("Series {} is trained as if for the first time: {}", series, e.getMessage());
            return Optional.empty();
        }
    }

    private List<CalendarEvent> calendar() {
        List<CalendarEvent> known = calendar;
        if (known == null) {
            known = inputs.calendar();
            calendar = known;
        }
        return known;
    }

    private static int atOrAfter(long[] times, long time) {
        int found = Arrays.binarySearch(times, time);
        return found >= 0 ? found : -found - 1;
    }

    /** SHA-256 over times, values and unequal weights, so that two versions can be seen to rest on the same points. */
    private static byte[] digest(History history) {
        boolean isWeighted = history.weights() != Weights.EQUAL;
        ByteBuffer bytes = ByteBuffer.allocate((history.to() - history.from()) * (isWeighted ? 3 : 2) * Long.BYTES);
        for (int i = history.from(); i < history.to(); i++) {
            bytes.putLong(history.times()[i]).putDouble(history.values()[i]);
            if (isWeighted) {
                bytes.putDouble(history.weights().of(i));
            }
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
