// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches one series whose points may come late or be corrected. It keeps a checkpoint and the points since, at least as long as the
 * KPI's late limit; a late point is put in its place, everything after the checkpoint is scored again, and the listener hears how
 * that differs from what it was told. In the end it was told the same alerts as if the points had come in order, under the ids
 * first used.
 *
 * <p>Late points of one delivery are scored together by {@link #settle}, which must end each delivery. Not safe for use by several
 * threads at once.
 */
public final class Rescorer {
    /** Fewer points than this are no checkpoint worth. */
    private static final int LEAST = 32;
    /** More are not kept, whatever the limit; beyond that many a point is too late. */
    static final int MOST = 20_000;

    static final AlertListener NOBODY = new AlertListener() {
        @Override
        public void onAlert(AlertEvent event) {}

        @Override
        public void onControl(ControlApplied applied) {}
    };

    /** What became of a point. */
    public enum Outcome {
        SCORED,
        /** It was late, or corrects an earlier one; {@link #settle} scores it. */
        RESCORED,
        /** It was there already. */
        KNOWN,
        /** Before what may still change; it alters nothing. */
        TOO_LATE
    }

    /** Hears the score of each late point, once it is known. */
    public interface LateScores {
        void onScore(Scored scored);
    }

    private final SeriesKey series;
    private final Tuning tuning;
    private final AlertListener listener;
    private final Switch heard = new Switch();
    private final Ledger ledger = new Ledger();
    private final NotableLedger notables = new NotableLedger();
    private final PointLog log = new PointLog();
    private final Controls controls;
    private SeriesWatch live;
    private @Nullable Checkpoint base;
    private @Nullable Checkpoint next;
    private long clock = Long.MIN_VALUE;
    private long[] lateTimes = new long[4];
    private int lates;
    private boolean stale;
    private boolean changed = true;

    /** Lets a watch that was fed silently become the one that is heard. */
    private final class Switch implements AlertListener {
        private boolean on = true;

        @Override
        public void onAlert(AlertEvent event) {
            if (on) {
                changed = true;
                listener.onAlert(ledger.told(event));
            }
        }

        @Override
        public void onControl(ControlApplied applied) {
            if (on) {
                listener.onControl(controls.withArrival(applied));
            }
        }

        @Override
        public void onNotable(Notable notable) {
            if (on) {
                changed = true;
                notables.add(notable);
                listener.onNotable(notable);
            }
        }
    }

    public Rescorer(SeriesKey series, Settings settings, AlertListener listener, Tuning tuning) {
        this(series, new Controls(settings), listener, tuning);
    }

    private Rescorer(SeriesKey series, Controls controls, AlertListener listener, Tuning tuning) {
        this.series = series;
        this.tuning = tuning;
        this.listener = listener;
        this.controls = controls;
        live = new SeriesWatch(series, controls.settings(), heard, tuning);
    }

    public SeriesKey series() {
        return series;
    }

    /** The newest event time scored, UTC microseconds; {@code Long.MIN_VALUE} before the first point. */
    public long watermark() {
        return live.watermark();
    }

    /** See {@link SeriesWatch#step}. */
    public long step() {
        return live.step();
    }

    /** See {@link SeriesWatch#deadline}. */
    public long deadline() {
        return live.deadline();
    }

    public void apply(Settings given) {
        take(new Control.NewSettings(watermark(), given));
    }

    public void apply(Calibration given) {
        take(new Control.NewCalibration(watermark(), given));
    }

    public void apply(Forecast given) {
        take(new Control.NewForecast(watermark(), given));
    }

    private void take(Control control) {
        controls.add(control);
        control.applyTo(live);
        changed = true;
    }

    private static boolean isNews(ControlApplied applied, AlertEvent.Versions known) {
        return switch (applied.kind()) {
            case MODEL -> applied.version() > known.model();
            case CALIBRATION -> applied.version() > known.calibration();
            case SETTINGS -> applied.version() > known.settings();
        };
    }

    /** The event-time clock of the heartbeats. */
    public void clock(long micros) {
        clock = Math.max(clock, micros);
        live.clock(clock);
    }

    /**
     * Takes the next point to arrive.
     *
     * @param out filled where the outcome is {@link Outcome#SCORED}
     */
    public Outcome score(long time, double value, Scored out) {
        if (time <= earliest()) {
            return Outcome.TOO_LATE;
        }
        if (!log.put(time, value)) {
            return Outcome.KNOWN;
        }
        if (time > watermark() && !stale && !clockWasAhead(time)) {
            live.score(time, value, out);
            advance();
            return Outcome.SCORED;
        }
        late(time);
        stale = true;
        return Outcome.RESCORED;
    }

    /** Points up to here change nothing any more. */
    private long earliest() {
        long limit = watermark() == Long.MIN_VALUE ? Long.MIN_VALUE : watermark() - live.lateLimit() - 1;
        return base == null ? limit : Math.max(base.time(), limit);
    }

    /** Whether the clock has closed an alert, or opened one, that this point, though in order, would have seen otherwise. */
    private boolean clockWasAhead(long time) {
        for (int i = 0; i < ledger.size(); i++) {
            AlertEvent last = ledger.last(i);
            if (last.started() > time || last.resolved().orElse(Long.MIN_VALUE) >= time) {
                return true;
            }
        }
        return false;
    }

    private void late(long time) {
        if (lates == lateTimes.length) {
            lateTimes = Arrays.copyOf(lateTimes, 2 * lates);
        }
        lateTimes[lates++] = time;
    }

    /** Scores late points, if some came, and tells the difference that they made. */
    public void settle(LateScores scores) {
        if (!stale) {
            return;
        }
        stale = false;
        long[] sought = Arrays.copyOf(lateTimes, lates);
        Arrays.sort(sought);
        lates = 0;
        AlertEvent.Versions before = live.versions();
        Views views = new Views();
        run(live.tracksClock(), views, scored -> {
            if (Arrays.binarySearch(sought, scored.time) >= 0) {
                scores.onScore(scored);
            }
        });
        live.openAlerts().forEach(views::onAlert);
        List<AlertEvent> difference = ledger.reconcile(views.alerts.values(), watermark());
        List<Notable> news = notables.reconcile(views.notables);
        changed |= !difference.isEmpty() || !news.isEmpty();
        // What was in force was told when it first took effect.
        views.controls.stream()
                .filter(each -> isNews(each, before))
                .map(controls::withArrival)
                .forEach(listener::onControl);
        difference.forEach(listener::onAlert);
        news.forEach(listener::onNotable);
        advance();
    }

    /** Scores everything since the checkpoint again. */
    private void run(boolean tracked, AlertListener views, LateScores scores) {
        Relay relay = new Relay(views);
        SeriesWatch fresh = begin(relay);
        Scored scored = new Scored();
        int control = controls.first();
        for (int i = 0; i < log.size(); i++) {
            control = controls.applyBefore(log.time(i), control, fresh);
            // Keeping up with the clock was a matter of when points came, which is over.
            fresh.knowClock(tracked ? Math.min(clock, log.time(i)) : clock);
            fresh.score(log.time(i), log.value(i), scored);
            scores.onScore(scored);
            Checkpoint waiting = next;
            if (waiting != null && waiting.time() == log.time(i)) {
                next = checkpoint(fresh);
            }
        }
        controls.applyRest(control, fresh);
        if (clock != Long.MIN_VALUE) {
            fresh.clock(clock);
        }
        relay.to = heard;
        live = fresh;
    }

    private SeriesWatch begin(AlertListener relay) {
        SeriesWatch fresh = new SeriesWatch(series, controls.settings(), relay, tuning);
        if (base != null) {
            fresh.restore(base.state());
        }
        return fresh;
    }

    /** Takes a checkpoint now and then, and lets it become the one to go back to when nothing before it can change. */
    private void advance() {
        long limit = live.lateLimit();
        if (next == null && (log.size() >= LEAST && watermark() - log.time(0) >= limit || log.size() >= MOST / 2)) {
            next = checkpoint(live);
            changed = true;
        }
        Checkpoint waiting = next;
        if (waiting != null && (watermark() - waiting.time() >= limit || log.size() >= MOST)) {
            base = waiting;
            next = null;
            log.forget(waiting.time());
            ledger.forget(waiting.time(), waiting.open());
            notables.forget(waiting.time());
            controls.fold(waiting);
            changed = true;
        }
    }

    private Checkpoint checkpoint(SeriesWatch watch) {
        return new Checkpoint(
                watch.watermark(),
                watch.modelVersion(),
                watch.openAlerts().stream().map(AlertEvent::alertId).collect(Collectors.toSet()),
                watch.save());
    }

    /** Whether {@link #memory} is another than when it was last taken. */
    public boolean hasNews() {
        return changed;
    }

    /** All that must be kept beside the points, to go on elsewhere. */
    public Memory memory() {
        changed = false;
        return new Memory(base, next, ledger.entries(), notables.all(), controls.all(), clock, live.tracksClock());
    }

    /** The time after which points are still needed. */
    public long pointsSince() {
        return base == null ? Long.MIN_VALUE : base.time();
    }

    /**
     * See {@link Rescorer#memory}.
     *
     * @param notables told since the checkpoint
     * @param controls with the settings of the checkpoint first
     * @param tracked whether the series kept up with the clock
     */
    public record Memory(
            @Nullable Checkpoint base,
            @Nullable Checkpoint next,
            List<Ledger.Entry> told,
            List<Notable> notables,
            List<Control> controls,
            long clock,
            boolean tracked) {
        /** With its controls in another form. */
        public Memory withControls(UnaryOperator<Control> form) {
            return new Memory(
                    base, next, told, notables, controls.stream().map(form).toList(), clock, tracked);
        }
    }

    /**
     * Goes on where another one was.
     *
     * @param times of the points after {@link #pointsSince}, ascending
     */
    public static Rescorer resume(
            SeriesKey series, Memory memory, long[] times, double[] values, AlertListener listener, Tuning tuning) {
        Rescorer resumed = new Rescorer(series, new Controls(memory.controls()), listener, tuning);
        resumed.base = memory.base();
        resumed.next = memory.next();
        resumed.clock = memory.clock();
        memory.told().forEach(resumed.ledger::add);
        memory.notables().forEach(resumed.notables::add);
        for (int i = 0; i < times.length; i++) {
            resumed.log.put(times[i], values[i]);
        }
        resumed.run(memory.tracked(), NOBODY, scored -> {});
        resumed.changed = false;
        return resumed;
    }
}
