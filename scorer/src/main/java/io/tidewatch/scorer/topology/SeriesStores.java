// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.scorer.detector.SeriesDetector;
import io.tidewatch.scorer.detector.Settings;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one partition keeps of each series: the detector's state, forecasts, the calibration. Keys are series ids. */
final class SeriesStores {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesStores.class);

    private final KeyValueStore<byte[], byte[]> states;
    private final KeyValueStore<byte[], byte[]> forecasts;
    private final KeyValueStore<byte[], byte[]> calibrations;

    SeriesStores(ProcessorContext<byte[], byte[]> context) {
        states = context.getStateStore(Names.STATES);
        forecasts = context.getStateStore(Names.FORECAST_STORE);
        calibrations = context.getStateStore(Names.CALIBRATION_STORE);
    }

    /** The series as it was saved, or as one of which no point has come yet. */
    LiveSeries load(byte[] key, SeriesKey series, Settings settings) {
        LiveSeries live = restored(key, series, settings);
        SeriesDetector detector = live.detector();
        for (StoredForecasts.Entry entry :
                StoredForecasts.decode(forecasts.get(key)).entries()) {
            detector.apply(ForecastCodec.decode(entry.bytes()));
        }
        byte @Nullable [] calibration = calibrations.get(key);
        if (calibration != null) {
            detector.apply(CalibrationCodec.decode(calibration));
        }
        return live;
    }

    private LiveSeries restored(byte[] key, SeriesKey series, Settings settings) {
        byte @Nullable [] state = states.get(key);
        if (state != null) {
            try {
                LiveSeries live = new LiveSeries(series, settings);
                live.detector().restore(state);
                live.detector().apply(settings);
                return live;
            } catch (IllegalArgumentException e) {
                // Watched from scratch is better than watched no more.
                LOG.error("Series {} starts from scratch: {}", series, e.getMessage());
            }
        }
        return new LiveSeries(series, settings);
    }

    void save(byte[] key, LiveSeries live) {
        states.put(key, live.detector().save());
        if (live.newModel() > 0) {
            forecasts.put(
                    key,
                    StoredForecasts.decode(forecasts.get(key))
                            .inForce(live.newModel())
                            .encode());
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

    void forgetCalibration(byte[] key) {
        calibrations.delete(key);
    }
}
