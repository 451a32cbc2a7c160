// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.core.wire.Undecodable;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The memory of a {@link Rescorer} as bytes. Forecasts are kept elsewhere, by their versions. */
public final class MemoryCodec {
    /** Greater than any version of a detector's own state, which earlier builds kept in its place. */
    private static final int OLDEST = 201;
    /** From this on, what was told to be notable is in it. */
    private static final int WITH_NOTABLES = 202;

    private static final int VERSION = WITH_NOTABLES;

    private MemoryCodec() {}

    public static byte[] encode(SeriesKey series, Rescorer.Memory memory) {
        StateWriter out = new StateWriter();
        out.put(VERSION).put(memory.clock()).put(memory.tracked());
        write(out, memory.base());
        write(out, memory.next());
        out.put(memory.told().size());
        for (Ledger.Entry entry : memory.told()) {
            out.put(entry.own().value()).put(AlertsCodec.encode(new AlertsMessage.Event(entry.last())));
        }
        out.put(memory.notables().size());
        memory.notables().forEach(each -> out.put(AlertsCodec.encode(new AlertsMessage.Seen(each))));
        out.put(memory.controls().size());
        for (Control control : memory.controls()) {
            out.put(control.after());
            switch (control) {
                case Control.NewSettings(long after, Settings settings) -> {
                    out.put((byte) 1);
                    write(out, settings);
                }
                case Control.NewCalibration given ->
                    out.put((byte) 2).put(CalibrationCodec.encode(series.id(), given.calibration()));
                case Control.NewForecast given ->
                    out.put((byte) 3).put(given.forecast().modelVersion());
            }
        }
        return out.toBytes();
    }

    /**
     * @param settings in force now, for a state that an earlier build saved
     * @param forecasts by version; a missing one is taken for one that never came
     * @throws IllegalArgumentException where the bytes are something else
     */
    public static Rescorer.Memory decode(
            byte[] bytes, SeriesKey series, Settings settings, Map<Long, Forecast> forecasts) {
        try {
            StateReader in = new StateReader(bytes);
            int version = in.getInt();
            if (version < OLDEST) {
                return ofState(bytes, series, settings, forecasts);
            }
            if (version > VERSION) {
                throw new IllegalArgumentException("the memory of " + series + " has version " + version
                        + "; this scorer reads versions up to " + VERSION);
            }
            long clock = in.getLong();
            boolean tracked = in.getBoolean();
            Checkpoint base = checkpoint(in);
            Checkpoint next = checkpoint(in);
            List<Ledger.Entry> told = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                AlertId own = new AlertId(in.getString());
                told.add(new Ledger.Entry(own, AlertsCodec.decodeEvent(in.getBytes())));
            }
            List<Notable> notables = version >= WITH_NOTABLES ? notables(in) : List.of();
            List<Control> controls = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                Control control = control(in, forecasts);
                if (control != null) {
                    controls.add(control);
                }
            }
            return new Rescorer.Memory(base, next, told, notables, controls, clock, tracked);
        } catch (BufferUnderflowException | Undecodable e) {
            throw new IllegalArgumentException("the memory of " + series + " can't be read: " + e.getMessage(), e);
        }
    }

    private static List<Notable> notables(StateReader in) {
        List<Notable> notables = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            if (AlertsCodec.decode(in.getBytes()) instanceof AlertsMessage.Seen(Notable each)) {
                notables.add(each);
            }
        }
        return notables;
    }

    private static Rescorer.Memory ofState(
            byte[] state, SeriesKey series, Settings settings, Map<Long, Forecast> forecasts) {
        SeriesWatch watch = new SeriesWatch(series, settings, Rescorer.NOBODY, Tuning.DEFAULT);
        watch.restore(state);
        List<Ledger.Entry> told = new ArrayList<>();
        Set<AlertId> open = new HashSet<>();
        for (AlertEvent alert : watch.openAlerts()) {
            told.add(new Ledger.Entry(alert.alertId(), alert));
            open.add(alert.alertId());
        }
        List<Control> controls = new ArrayList<>();
        controls.add(new Control.NewSettings(Long.MIN_VALUE, settings));
        forecasts.values().stream()
                .filter(forecast -> forecast.modelVersion() == watch.modelVersion())
                .forEach(forecast -> controls.add(new Control.NewForecast(Long.MIN_VALUE, forecast)));
        Checkpoint base = new Checkpoint(watch.watermark(), watch.modelVersion(), open, state);
        return new Rescorer.Memory(base, null, told, List.of(), controls, Long.MIN_VALUE, true);
    }

    private static void write(StateWriter out, @Nullable Checkpoint checkpoint) {
        out.put(checkpoint != null);
        if (checkpoint != null) {
            out.put(checkpoint.time())
                    .put(checkpoint.modelVersion())
                    .put(checkpoint.open().size());
            checkpoint.open().stream().map(AlertId::value).sorted().forEach(out::put);
            out.put(checkpoint.state());
        }
    }

    private static @Nullable Checkpoint checkpoint(StateReader in) {
        if (!in.getBoolean()) {
            return null;
        }
        long time = in.getLong();
        long modelVersion = in.getLong();
        Set<AlertId> open = new HashSet<>();
        for (int left = in.getInt(); left > 0; left--) {
            open.add(new AlertId(in.getString()));
        }
        return new Checkpoint(time, modelVersion, open, in.getBytes());
    }

    private static @Nullable Control control(StateReader in, Map<Long, Forecast> forecasts) {
        long after = in.getLong();
        byte kind = in.getByte();
        return switch (kind) {
            case 1 -> new Control.NewSettings(after, settings(in));
            case 2 -> new Control.NewCalibration(after, CalibrationCodec.decode(in.getBytes()));
            case 3 -> {
                Forecast forecast = forecasts.get(in.getLong());
                yield forecast == null ? null : new Control.NewForecast(after, forecast);
            }
            default -> throw new IllegalArgumentException("a control of kind " + kind + " is unknown");
        };
    }

    private static void write(StateWriter out, Settings settings) {
        out.put(SettingsCodec.encode(new SettingsMessage.OfKpi(settings.kpi())));
        out.put(SettingsCodec.encode(new SettingsMessage.OfDetector(settings.detector())));
        out.put(settings.others().size());
        settings.others().forEach(other -> out.put(SettingsCodec.encode(new SettingsMessage.OfDetector(other))));
        out.put(settings.calendar().size());
        settings.calendar().forEach(event -> out.put(SettingsCodec.encode(new SettingsMessage.OfCalendar(event))));
    }

    private static Settings settings(StateReader in) {
        Kpi kpi = ((SettingsMessage.OfKpi) SettingsCodec.decode(in.getBytes())).kpi();
        Detector adaptive = ((SettingsMessage.OfDetector) SettingsCodec.decode(in.getBytes())).detector();
        List<Detector> others = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            others.add(((SettingsMessage.OfDetector) SettingsCodec.decode(in.getBytes())).detector());
        }
        List<CalendarEvent> calendar = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            calendar.add(((SettingsMessage.OfCalendar) SettingsCodec.decode(in.getBytes())).event());
        }
        return new Settings(kpi, (Detector.Adaptive) adaptive, others, calendar);
    }
}
