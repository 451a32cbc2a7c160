// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every detector of one series, fed with points in the order of their time. What holds for {@link SeriesDetector} holds here. */
public final class SeriesWatch {
    /** Greater than any version of the adaptive detector's own state, which earlier builds saved alone. */
    private static final int STATE_VERSION = 101;

    private final SeriesKey series;
    private final AlertListener listener;
    private final SeriesDetector adaptive;
    private final List<Rule> rules = new ArrayList<>();
    private Settings settings;
    private @Nullable Settings nextRules;
    private QuietTimes quietTimes;

    public SeriesWatch(SeriesKey series, Settings settings, AlertListener listener, Tuning tuning) {
        this.series = series;
        this.settings = settings;
        this.nextRules = settings;
        this.listener = listener;
        adaptive = new SeriesDetector(series, settings, listener, tuning);
        quietTimes = new QuietTimes(settings, series);
    }

    public long watermark() {
        return adaptive.watermark();
    }

    /** The step in force, microseconds; 0 during warm-up. */
    public long step() {
        return adaptive.step();
    }

    /** Of the forecast in force; 0 where none ever was. */
    long modelVersion() {
        return adaptive.versions().model();
    }

    AlertEvent.Versions versions() {
        return adaptive.versions();
    }

    /** The clock from which on {@link #clock} has something to do; {@code Long.MAX_VALUE} where it never will. */
    public long deadline() {
        long deadline = adaptive.deadline();
        if (adaptive.tracksClock()) {
            for (int i = 0; i < rules.size(); i++) {
                deadline = Math.min(deadline, rules.get(i).deadline());
            }
        }
        return deadline;
    }

    /** Rules change with the next point, like everything else. */
    public void apply(Settings given) {
        adaptive.apply(given);
        if (given.kpi().version() >= settings.kpi().version()) {
            nextRules = given;
        }
    }

    public void apply(Calibration given) {
        adaptive.apply(given);
    }

    public void apply(Forecast given) {
        adaptive.apply(given);
    }

    /** The event-time clock of the heartbeats. */
    public void clock(long micros) {
        adaptive.clock(micros);
        if (adaptive.tracksClock()) {
            for (int i = 0; i < rules.size(); i++) {
                if (micros >= rules.get(i).deadline()) {
                    rules.get(i).clock(micros);
                }
            }
        }
    }

    boolean tracksClock() {
        return adaptive.tracksClock();
    }

    void knowClock(long micros) {
        adaptive.knowClock(micros);
    }

    /** As {@link SeriesDetector#score}; {@code out} is what the adaptive detector says. */
    public boolean score(long time, double value, Scored out) {
        if (!adaptive.score(time, value, out)) {
            return false;
        }
        Settings changed = nextRules;
        if (changed != null) {
            nextRules = null;
            change(changed, time);
        }
        if (!rules.isEmpty()) {
            boolean quiet = quietTimes.at(time);
            for (int i = 0; i < rules.size(); i++) {
                rules.get(i).score(time, value, adaptive.step(), quiet);
            }
        }
        return true;
    }

    /** Alerts that are open, as they stand now; events that nobody has been told of. */
    public List<AlertEvent> openAlerts() {
        List<AlertEvent> open = new ArrayList<>(1);
        adaptive.openAlert().ifPresent(open::add);
        for (Rule rule : rules) {
            rule.openAlert(watermark()).ifPresent(open::add);
        }
        return open;
    }

    private void change(Settings changed, long time) {
        settings = changed;
        quietTimes = new QuietTimes(changed, series);
        rules.removeIf(rule -> {
            boolean gone = changed.others().stream()
                    .noneMatch(each -> each.id().equals(rule.definition().id())
                            && each.getClass().equals(rule.definition().getClass()));
            if (gone) {
                rule.retire(time);
            }
            return gone;
        });
        for (Detector definition : changed.others()) {
            Rule known = known(definition.id());
            if (known != null) {
                known.redefine(definition, changed);
            } else {
                begin(definition, changed);
            }
        }
    }

    private @Nullable Rule known(String id) {
        for (Rule rule : rules) {
            if (rule.definition().id().equals(id)) {
                return rule;
            }
        }
        return null;
    }

    private void begin(Detector definition, Settings changed) {
        switch (definition) {
            case Detector.Threshold threshold -> rules.add(new ThresholdRule(series, threshold, changed, listener));
            case Detector.NoData noData -> rules.add(new SilenceRule(series, noData, changed, listener));
            case Detector.Adaptive given -> {
                // A KPI has one, and it is there.
            }
            case Detector.Composite composite -> {
                // Belongs to no single series.
            }
            case Detector.EventCount count -> {
                // Watches events, not points.
            }
        }
    }

    /** The state as bytes; what {@link #restore} takes. Forecasts, calibrations and settings are not in it. */
    public byte[] save() {
        StateWriter out = new StateWriter();
        out.put(STATE_VERSION);
        int begun = out.beginPart();
        adaptive.write(out);
        out.endPart(begun);
        out.put(rules.size());
        for (Rule rule : rules) {
            out.put(rule.definition().id());
            int own = out.beginPart();
            rule.write(out);
            out.endPart(own);
        }
        return out.toBytes();
    }

    /**
     * Continues where a state was saved, with the settings that were in force then given to the constructor. Call it on a new
     * watch, then apply the forecast in force and the calibration again.
     *
     * @throws IllegalArgumentException where the bytes are no state of a version known here
     */
    public void restore(byte[] state) {
        try {
            StateReader in = new StateReader(state);
            if (in.getInt() < STATE_VERSION) {
                adaptive.restore(state);
                return;
            }
            adaptive.restore(in.getBytes());
            nextRules = null;
            settings.others().forEach(definition -> begin(definition, settings));
            int saved = in.getInt();
            List<String> found = new ArrayList<>(saved);
            for (int i = 0; i < saved; i++) {
                String id = in.getString();
                byte[] own = in.getBytes();
                Rule rule = known(id);
                if (rule != null) {
                    rule.read(new StateReader(own));
                    found.add(id);
                }
            }
            rules.removeIf(rule -> !found.contains(rule.definition().id()));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the state of " + series + " is cut short", e);
        }
    }

    /** How late a point may come and still be scored, microseconds. */
    long lateLimit() {
        return Micros.of(settings.kpi().lateLimit());
    }
}
