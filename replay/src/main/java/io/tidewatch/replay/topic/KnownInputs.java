// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.topic;

import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.storage.log.LogClients;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What detectors were given beside the points, as it stands on the topics: forecasts and calibrations by version, when each took
 * effect, and the settings in force now. Compacted topics forget versions that newer ones have replaced.
 */
final class KnownInputs {
    private final Map<SeriesId, TreeMap<Long, byte[]>> forecasts = new HashMap<>();
    private final Map<SeriesId, TreeMap<Long, Calibration>> calibrations = new HashMap<>();
    private final Map<SeriesId, Deque<ControlApplied>> applied = new HashMap<>();
    private final Map<String, SettingsMessage> settings = new TreeMap<>();
    private final Map<String, Settings> byKpi = new HashMap<>();

    static KnownInputs read(LogClients clients) {
        KnownInputs inputs = new KnownInputs();
        WholeTopic.read(clients, Topic.SETTINGS, entry -> {
            SettingsMessage message = SettingsCodec.decode(entry.value());
            inputs.settings.put(message.key(), message);
        });
        WholeTopic.read(
                clients,
                Topic.FORECASTS,
                entry -> inputs.forecasts
                        .computeIfAbsent(SeriesId.ofKey(entry.key()), any -> new TreeMap<>())
                        .put(ForecastCodec.decode(entry.value()).modelVersion(), entry.value()));
        WholeTopic.read(clients, Topic.CALIBRATIONS, entry -> {
            Calibration calibration = CalibrationCodec.decode(entry.value());
            inputs.calibrations
                    .computeIfAbsent(SeriesId.ofKey(entry.key()), any -> new TreeMap<>())
                    .put(calibration.version(), calibration);
        });
        WholeTopic.read(clients, Topic.ALERTS, entry -> {
            if (AlertsCodec.decode(entry.value()) instanceof AlertsMessage.Control(ControlApplied control)) {
                inputs.applied
                        .computeIfAbsent(control.series(), any -> new ArrayDeque<>())
                        .add(control);
            }
        });
        return inputs;
    }

    /** What took effect in life, in order; taken from as it is repeated. */
    Deque<ControlApplied> applied(SeriesId series) {
        return applied.computeIfAbsent(series, any -> new ArrayDeque<>());
    }

    Optional<Forecast> forecast(SeriesId series, long version) {
        return Optional.ofNullable(
                        forecasts.getOrDefault(series, new TreeMap<>()).get(version))
                .map(ForecastCodec::decode);
    }

    Optional<Calibration> calibration(SeriesId series, long version) {
        return Optional.ofNullable(
                calibrations.getOrDefault(series, new TreeMap<>()).get(version));
    }

    /** In force now; of a KPI that nothing is known of they have version 0, as they had in life. */
    Settings settings(String kpi) {
        return byKpi.computeIfAbsent(kpi, this::compose);
    }

    private Settings compose(String name) {
        Kpi kpi = settings.get(SettingsMessage.kpiKey(name)) instanceof SettingsMessage.OfKpi(Kpi known)
                ? known
                : Settings.unknown(name);
        Detector.Adaptive adaptive = Detector.Adaptive.defaultFor(name);
        List<Detector> others = new ArrayList<>();
        List<CalendarEvent> calendar = new ArrayList<>();
        for (SettingsMessage message : settings.values()) {
            if (message instanceof SettingsMessage.OfDetector(Detector detector)
                    && detector.kpi().equals(name)) {
                if (detector instanceof Detector.Adaptive given) {
                    adaptive = given;
                } else {
                    others.add(detector);
                }
            } else if (message instanceof SettingsMessage.OfCalendar(CalendarEvent event)
                    && (event.kpis().isEmpty() || event.kpis().stream().anyMatch(pattern -> pattern.matches(name)))) {
                calendar.add(event);
            }
        }
        return new Settings(kpi, adaptive, others, calendar);
    }
}
