// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.scorer.detector.Control;
import io.tidewatch.scorer.detector.MemoryCodec;
import io.tidewatch.scorer.detector.Rescorer;
import io.tidewatch.scorer.detector.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one partition keeps of each series: the detector's state, forecasts, the calibration. Keys are series ids. */
final class SeriesStores {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesStores.class);

    private final KeyValueStore<byte[], byte[]> states;
    private final KeyValueStore<byte[], byte[]> points;
    private final KeyValueStore<byte[], byte[]> forecasts;
    private final KeyValueStore<byte[], byte[]> calibrations;

    SeriesStores(ProcessorContext<byte[], byte[]> context) {
        states = context.getStateStore(Names.STATES);
        points = context.getStateStore(Names.POINT_LOG);
        forecasts = context.getStateStore(Names.FORECAST_STORE);
        calibrations = context.getStateStore(Names.CALIBRATION_STORE);
    }

    /**
     * The series as it was kept, or as one of which no point has come yet.
     *
     * @param until the newest time that is to be scored
     */
    LiveSeries load(byte[] key, SeriesKey series, Settings settings, long until) {
        TreeMap<Long, Forecast> known = new TreeMap<>();
        for (StoredForecasts.Entry entry :
                StoredForecasts.decode(forecasts.get(key)).entries()) {
            known.put(entry.version(), ForecastCodec.decode(entry.bytes()));
        }
        LiveSeries live = resumed(key, series, settings, known, until);
        known.values().forEach(live::apply);
        byte @Nullable [] calibration = calibrations.get(key);
        if (calibration != null) {
            live.apply(CalibrationCodec.decode(calibration));
        }
        return live;
    }

    private LiveSeries resumed(byte[] key, SeriesKey series, Settings settings, Map<Long, Forecast> known, long until) {
        byte @Nullable [] memory = states.get(key);
        if (memory != null) {
            try {
                Rescorer.Memory kept = MemoryCodec.decode(memory, series, settings, known);
                long since = kept.base() == null ? Long.MIN_VALUE : kept.base().time();
                Ahead ahead = Ahead.of(since, until);
                PointRows rows = PointRows.after(points, key, since);
                return new LiveSeries(
                        series,
                        kept.withControls(control -> held(control, ahead, settings)),
                        rows.times(),
                        rows.values(),
                        ahead);
            } catch (IllegalArgumentException e) {
                // Watched from scratch is better than watched no more.
                LOG.error("Series {} starts from scratch: {}", series, e.getMessage());
                PointRows.forget(points, key, Long.MAX_VALUE);
            }
        }
        return new LiveSeries(series, settings, Ahead.of(Long.MIN_VALUE, until));
    }

    /** With what all series of a KPI have in common once for all of them. */
    private static Control held(Control control, Ahead ahead, Settings shared) {
        return switch (control) {
            case Control.NewForecast(long after, Forecast forecast) ->
                new Control.NewForecast(after, ahead.of(forecast));
            case Control.NewSettings(long after, Settings given)
            when given.equals(shared) -> new Control.NewSettings(after, shared);
            case Control.NewSettings given -> given;
            case Control.NewCalibration given -> given;
        };
    }

    /** Keeps the points taken; and the rest where it has changed, which is seldom. */
    void save(byte[] key, LiveSeries live) {
        for (int i = 0; i < live.accepted(); i++) {
            PointRows.put(points, key, live.acceptedTime(i), live.acceptedValue(i));
        }
        Rescorer rescorer = live.rescorer();
        if (rescorer.hasNews()) {
            Rescorer.Memory memory = rescorer.memory();
            states.put(key, MemoryCodec.encode(rescorer.series(), memory));
            if (rescorer.pointsSince() > live.forgottenUntil()) {
                PointRows.forget(points, key, live.forgottenUntil(), rescorer.pointsSince());
                live.forgotten(rescorer.pointsSince());
            }
            forgetForecastsBefore(key, memory);
        }
    }

    private void forgetForecastsBefore(byte[] key, Rescorer.Memory memory) {
        long oldest = memory.controls().stream()
                .filter(Control.NewForecast.class::isInstance)
                .mapToLong(control -> ((Control.NewForecast) control).forecast().modelVersion())
                .min()
                .orElse(0);
        StoredForecasts stored = StoredForecasts.decode(forecasts.get(key));
        StoredForecasts needed = stored.from(oldest);
        if (needed.entries().size() < stored.entries().size()) {
            forecasts.put(key, needed.encode());
        }
    }

    /** @return whether it is newer than what is there */
    boolean keep(byte[] key, Forecast forecast, byte[] entry) {
        StoredForecasts stored = StoredForecasts.decode(forecasts.get(key));
        if (!stored.isNews(forecast.modelVersion())) {
            return false;
        }
        forecasts.put(
                key,
                stored.with(new StoredForecasts.Entry(forecast.modelVersion(), entry))
                        .encode());
        return true;
    }

    /** @return whether it is newer than what is there */
    boolean keep(byte[] key, Calibration calibration, byte[] entry) {
        byte @Nullable [] old = calibrations.get(key);
        if (old != null && CalibrationCodec.decode(old).version() >= calibration.version()) {
            return false;
        }
        calibrations.put(key, entry);
        return true;
    }

    void forgetForecasts(byte[] key) {
        forecasts.delete(key);
    }

    /** The series was deleted: whatever comes under its key from now on is new. */
    void forget(byte[] key) {
        calibrations.delete(key);
        forecasts.delete(key);
        states.delete(key);
        PointRows.forget(points, key, Long.MAX_VALUE);
    }
}
