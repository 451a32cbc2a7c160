// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.core.verdict.Calibration;
import org.jspecify.annotations.Nullable;

/** Which settings, calibration and forecast a series is scored by, and those that wait to take effect. */
final class InForce {
    private final SeriesKey series;
    private final AlertListener listener;

    private Settings settings;
    private @Nullable Settings nextSettings;
    private Calibration calibration = Calibration.NONE;
    private @Nullable Calibration nextCalibration;
    private @Nullable Forecast forecast;
    private @Nullable Forecast nextForecast;
    private WallClock wallClock;
    private QuietTimes quietTimes;

    private long settingsVersion;
    private long calibrationVersion;
    private long modelVersion;
    private long newNormalFrom;
    private boolean restart;

    InForce(SeriesKey series, Settings settings, AlertListener listener) {
        this.series = series;
        this.settings = settings;
        this.nextSettings = settings;
        this.listener = listener;
        wallClock = new WallClock(settings.kpi().zone());
        quietTimes = new QuietTimes(settings, series);
    }

    Settings settings() {
        return settings;
    }

    Calibration calibration() {
        return calibration;
    }

    /** The one in force when {@link #modelAt} last gave one. */
    @Nullable
    Forecast forecast() {
        return forecast;
    }

    WallClock wallClock() {
        return wallClock;
    }

    QuietTimes quietTimes() {
        return quietTimes;
    }

    void apply(Settings given) {
        if (given.version() == settingsVersion && nextSettings == null) {
            use(given);
        } else if (given.version() >= settingsVersion) {
            nextSettings = given;
        }
    }

    void apply(Calibration given) {
        if (given.version() == calibrationVersion) {
            calibration = given;
        } else if (given.version() > calibrationVersion) {
            nextCalibration = given;
        }
    }

    void apply(Forecast given) {
        if (given.modelVersion() == modelVersion) {
            forecast = given;
        } else if (given.modelVersion() > modelVersion
                && (nextForecast == null || given.modelVersion() > nextForecast.modelVersion())) {
            nextForecast = given;
        }
    }

    /** @return whether settings or the calibration are others than before */
    boolean takeEffect(long time) {
        boolean changed = false;
        if (nextSettings != null) {
            boolean news = nextSettings.version() > settingsVersion;
            use(nextSettings);
            nextSettings = null;
            if (news) {
                settingsVersion = settings.version();
                tell(ControlApplied.Kind.SETTINGS, settingsVersion, time);
                changed = true;
            }
        }
        if (nextCalibration != null) {
            calibration = nextCalibration;
            nextCalibration = null;
            calibrationVersion = calibration.version();
            restart |= calibration.newNormalFrom() > newNormalFrom;
            newNormalFrom = Math.max(newNormalFrom, calibration.newNormalFrom());
            tell(ControlApplied.Kind.CALIBRATION, calibrationVersion, time);
            changed = true;
        }
        return changed;
    }

    /** Whether a calibration says that a new normal begins; once for each. */
    boolean takeRestart() {
        boolean now = restart;
        restart = false;
        return now;
    }

    /** The forecast in force at this time, or none; the levels follow where another one takes over. */
    @Nullable
    Forecast modelAt(long time, double value, long watermark, Residuals residuals) {
        Forecast next = nextForecast;
        if (next != null && time >= next.validFrom()) {
            Forecast old = forecast;
            if (old != null && old.isValidAt(watermark)) {
                residuals.handOver(old, next, time);
            } else {
                residuals.begin(next, time, value);
            }
            forecast = next;
            nextForecast = null;
            modelVersion = next.modelVersion();
            tell(ControlApplied.Kind.MODEL, modelVersion, time);
        }
        return usable(forecast, time);
    }

    /** What {@link #modelAt} would give; nothing takes effect. */
    @Nullable
    Forecast modelDue(long time) {
        Forecast next = nextForecast;
        return usable(next != null && time >= next.validFrom() ? next : forecast, time);
    }

    private static @Nullable Forecast usable(@Nullable Forecast model, long time) {
        return model != null && model.isValidAt(time) && Float.isFinite(model.expectedAt(time)) ? model : null;
    }

    AlertEvent.Versions versions() {
        return new AlertEvent.Versions(modelVersion, calibrationVersion, settingsVersion, SeriesDetector.CODE_VERSION);
    }

    private void use(Settings given) {
        if (!given.kpi().zone().equals(settings.kpi().zone())) {
            wallClock = new WallClock(given.kpi().zone());
        }
        if (!given.calendar().equals(settings.calendar())
                || !given.kpi().zone().equals(settings.kpi().zone())) {
            quietTimes = new QuietTimes(given, series);
        }
        settings = given;
    }

    private void tell(ControlApplied.Kind kind, long version, long time) {
        listener.onControl(new ControlApplied(series.id(), kind, version, time));
    }

    void write(StateWriter out) {
        out.put(settingsVersion)
                .put(calibrationVersion)
                .put(modelVersion)
                .put(newNormalFrom)
                .put(restart);
    }

    void read(StateReader in) {
        settingsVersion = in.getLong();
        calibrationVersion = in.getLong();
        modelVersion = in.getLong();
        newNormalFrom = in.getLong();
        restart = in.getBoolean();
    }
}
