// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.alert.Score;
import io.tidewatch.core.detection.RunningLevel;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import java.nio.BufferUnderflowException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one series. Points come in the order of their time; what is at or before the {@link #watermark} is left alone. Forecasts,
 * calibrations and settings may be applied at any moment, in any order and repeatedly: one that is not newer is ignored, and a
 * newer one takes effect with the next point scored (a forecast not before it is valid), which the listener hears about first.
 *
 * <p>After {@link #restore} the same are applied again, the forecast in force included; what the state already had in force is
 * taken up silently. Results depend on points, inputs and their order only. Not safe for use by several threads at once.
 */
public final class SeriesDetector {
    /** Grows with each change that alters results. */
    public static final int CODE_VERSION = 3;

    private static final byte STATE_VERSION = 3;
    private static final long NONE = Long.MIN_VALUE;
    private static final int HOURLY_DAYS = 7;
    /** A forecast knows step, season and noise, so that these points need only say how far the level is off. */
    private static final int ENOUGH_WITH_MODEL = 10;

    private static final float[] NO_TABLE = {};
    private static final EvidenceKind[] ALWAYS_THERE = {EvidenceKind.SPIKE, EvidenceKind.FLAT_LINE};

    private final SeriesKey series;
    private final Tuning tuning;
    private final AlertListener listener;
    private final InForce inForce;
    private long watermark = NONE;
    private long clock = NONE;
    private boolean tracksClock;
    private long watchedSince;
    private long step;
    private long today;
    private long hour;
    private @Nullable WarmUp warmUp = new WarmUp();

    private final Residuals residuals;
    private final Spike spike;
    private final FlatLine flatLine;
    private final Context context;
    private final Spread spread;
    private final Thresholds thresholds;
    private final DailyRange range = new DailyRange();
    private final Episode episode;
    private final Gate gate = new Gate();
    private final Allowance allowance;
    private Extremes extremes;
    private final HalfHourMean halfHours = new HalfHourMean();
    private final double[] spoke = new double[Episode.STREAMS];

    /** A series of which nothing is known yet. */
    public SeriesDetector(SeriesKey series, Settings settings, AlertListener listener) {
        this(series, settings, listener, Tuning.DEFAULT);
    }

    /** The same with other constants, for experiments. */
    public SeriesDetector(SeriesKey series, Settings settings, AlertListener listener, Tuning tuning) {
        this.series = series;
        this.tuning = tuning;
        this.listener = listener;
        inForce = new InForce(series, settings, listener);
        residuals = new Residuals(tuning);
        spike = new Spike(tuning);
        flatLine = new FlatLine(tuning);
        context = new Context(tuning);
        spread = new Spread(tuning);
        thresholds = new Thresholds(tuning);
        episode = new Episode(series, listener);
        allowance = new Allowance(tuning);
        extremes = new Extremes(Micros.MINUTE, tuning);
    }

    public SeriesKey series() {
        return series;
    }

    /** The newest event time scored, UTC microseconds; {@code Long.MIN_VALUE} before the first point. */
    public long watermark() {
        return watermark;
    }

    /** The step in force, microseconds; 0 during warm-up. */
    public long step() {
        return step;
    }

    /**
     * The clock from which on {@link #clock} has something to do: an alert is open, and the series keeps up with the clock; else
     * {@code Long.MAX_VALUE}.
     */
    public long deadline() {
        // A step more, so that a point on the very end of the quiet time may still keep the alert open.
        return episode.isOpen() && tracksClock ? episode.lastOver() + quiet() + step + 1 : Long.MAX_VALUE;
    }

    /** The alert that is open, as it stands now; an event that nobody has been told of. */
    public Optional<AlertEvent> openAlert() {
        return episode.isOpen()
                ? Optional.of(episode.now(watermark, inForce.settings(), inForce.versions()))
                : Optional.empty();
    }

    /** Whether the last point lay, when it was scored, within the late limit of the clock. */
    boolean tracksClock() {
        return tracksClock;
    }

    /** Of what is in force; 0 where nothing ever was. */
    AlertEvent.Versions versions() {
        return inForce.versions();
    }

    /** Learns the clock without acting on it, before points are scored again. */
    void knowClock(long micros) {
        clock = Math.max(clock, micros);
    }

    /** Settings with a version greater than those in force take effect with the next point. */
    public void apply(Settings given) {
        inForce.apply(given);
    }

    /** A calibration of a greater version takes effect with the next point. */
    public void apply(Calibration given) {
        inForce.apply(given);
    }

    /** A forecast of a greater model version takes effect with the first point at or after its {@code validFrom}. */
    public void apply(Forecast given) {
        inForce.apply(given);
    }

    /**
     * The event-time clock of the heartbeats. Closes an alert whose quiet time has passed, for a series that keeps up with the
     * clock: one whose last point lay, when it was scored, within the KPI's late limit of the newest heartbeat. A series that
     * is replayed from far back is moved by its own points only.
     */
    public void clock(long micros) {
        clock = Math.max(clock, micros);
        if (clock >= deadline()) {
            resolve();
        }
    }

    /**
     * Scores the next point.
     *
     * @param time event time, UTC microseconds
     * @param value finite
     * @return whether it was scored; not where it is at or before the watermark, which changes nothing
     */
    public boolean score(long time, double value, Scored out) {
        out.clear(time, value);
        if (time <= watermark) {
            out.alerting = episode.isOpen();
            return false;
        }
        tracksClock = clock != NONE
                && clock - time <= Micros.of(inForce.settings().kpi().lateLimit());
        if (inForce.takeEffect(time) && warmUp == null) {
            refreshThreshold(time);
        }
        if (warmUp != null && !warmUp(warmUp, time, value)) {
            watermark = time;
            return true;
        }
        if (episode.isOpen() && time > episode.lastOver() + quiet()) {
            resolve();
        }
        turnOfDay(time);
        if (inForce.takeRestart()) {
            residuals.restart(value);
            context.clear();
            spread.clear();
            thresholds.restart();
            extremes = new Extremes(step, tuning);
            halfHours.clear();
        }
        measure(time, value, out);
        decide(time, value, out);
        if (out.notable > 0 && inForce.settings().detector().enabled()) {
            listener.onNotable(notable(time, value));
        }
        watermark = time;
        return true;
    }

    /** @return whether the series is warm, with this point as the first to be scored */
    private boolean warmUp(WarmUp kept, long time, double value) {
        boolean full = kept.add(time, value);
        Forecast model = inForce.modelDue(time);
        if (!full && (model == null || kept.size() < ENOUGH_WITH_MODEL)) {
            return false;
        }
        long seen = model == null ? kept.step() : model.stepMicros();
        step = inForce.settings().kpi().step().map(Micros::of).orElse(seen);
        watchedSince = kept.firstTime();
        today = inForce.wallClock().day(time);
        hour = Math.floorDiv(time, Micros.HOUR);
        extremes = new Extremes(step, tuning);
        double median = kept.median();
        int before = kept.size() - 1;
        residuals.start(median, kept.noise(median), before);
        for (int i = 0; i < before; i++) {
            extremes.update(
                    kept.value(i),
                    halfHours.residual(kept.value(i), inForce.wallClock().halfHour(kept.time(i)), step));
            flatLine.update(kept.value(i), NO_TABLE);
            range.add(kept.value(i));
        }
        warmUp = null;
        return true;
    }

    private void turnOfDay(long time) {
        long day = inForce.wallClock().day(time);
        long newHour = Math.floorDiv(time, Micros.HOUR);
        if (day != today) {
            spread.refresh();
            spread.forget(time - watchedSince < tuning.historyDays() * Micros.DAY);
            context.nextDay();
            thresholds.nextDay(day - today);
            range.next(day - today);
            refreshThreshold(time);
        } else if (newHour != hour && time - watchedSince < HOURLY_DAYS * Micros.DAY) {
            spread.refresh();
            refreshThreshold(time);
        }
        today = day;
        hour = newHour;
    }

    private void refreshThreshold(long time) {
        thresholds.refresh(time, watchedSince, inForce.settings().detector().budget(), inForce.calibration());
    }

    private void measure(long time, double value, Scored out) {
        Forecast model = inForce.modelAt(time, value, watermark, residuals);
        int halfHour = inForce.wallClock().halfHour(time);
        residuals.update(value, time, model, halfHour, inForce.wallClock().tenMinutes(time));
        RunningLevel fast = residuals.fast();
        RunningLevel slow = residuals.slow();
        double y = spike.update(fast, slow);
        double flat = tuning.flatWeight() * flatLine.update(value, model == null ? NO_TABLE : model.flatLine());
        double weights = 1 / fast.sigma() + 1 / slow.sigma();
        double offset = (fast.z() + slow.z()) / weights;
        double scale = 2 / weights;
        out.provenance = model == null ? Provenance.LEVEL : Provenance.MODEL;
        out.modelVersion = model == null ? 0 : model.modelVersion();
        out.expected = value - offset;
        double least = inForce.settings().kpi().kind() == KpiKind.COUNT && value >= 0
                ? Math.min(0, out.expected)
                : Double.NEGATIVE_INFINITY;
        out.lower = Math.max(least, out.expected - spread.quantile() * scale);
        out.upper = out.expected + spread.quantile() * scale;
        out.sign = offset < 0 ? -1 : 1;
        out.evidence = Math.max(y, flat);
        out.score = Score.of(out.evidence);
        out.threshold = thresholds.at(out.sign);
        spoke[EvidenceKind.SPIKE.ordinal()] = y;
        spoke[EvidenceKind.FLAT_LINE.ordinal()] = flat;
        spread.add(Math.abs(offset) / scale);
        range.add(value);
        double event = extremes.update(value, halfHours.residual(value, halfHour, step));
        out.notable = event;
        out.notableScore = event / (event + tuning.extremeTheta());
    }

    private Notable notable(long time, double value) {
        return new Notable(
                series,
                time,
                extremes.stream(),
                extremes.sign(),
                extremes.margin(),
                value,
                inForce.settings().kpi().unit(),
                false);
    }

    private void decide(long time, double value, Scored out) {
        boolean modelled = out.provenance == Provenance.MODEL;
        double drift = context.update(
                time, modelled, residuals.slow().residual(), residuals.rawSlow().residual(), residuals.tiny());
        double flat = spoke[EvidenceKind.FLAT_LINE.ordinal()];
        boolean directed = flat < out.evidence;
        Settings settings = inForce.settings();
        Conditions conditions = settings.detector().conditions();
        boolean may = settings.detector().enabled()
                && conditions.allows(
                        value, out.expected, out.sign, settings.kpi().direction(), directed)
                && !(conditions.quietOnEvents() && inForce.quietTimes().at(time));
        if (may) {
            thresholds.add(time, out.evidence, out.sign, quiet());
        }
        boolean extreme = extremes.pagingMargin() >= tuning.extremePagingTheta()
                && out.evidence >= tuning.extremePagingEvidence() * thresholds.asked(out.sign);
        spoke[EvidenceKind.CONTEXT.ordinal()] = drift;
        spoke[EvidenceKind.NEW_EXTREME.ordinal()] = extreme ? out.evidence : 0;
        boolean strong = out.evidence >= out.threshold;
        boolean record = (drift > 0 || extreme)
                && (episode.isOpen()
                        || allowance.allows(
                                time, watchedSince, settings.detector().budget()));
        boolean over = may && (strong || record);
        boolean admitted = gate.admits(time, over, conditions);
        out.over = over && (admitted || episode.isOpen());
        if (out.over) {
            if (!strong && !episode.isOpen()) {
                allowance.charge(time);
            }
            keepWhatSpoke();
            episode.over(
                    out,
                    gate.since(),
                    spoke,
                    range.daysUnequalled(value, out.sign),
                    flatLine.run(),
                    settings,
                    inForce.versions(),
                    () -> receipt(time, value, modelled, flat));
        } else if (episode.isOpen()) {
            episode.under();
            if (time >= episode.lastOver() + quiet()) {
                resolve();
            }
        }
        out.alerting = episode.isOpen();
    }

    private Receipt receipt(long time, double value, boolean modelled, double flat) {
        Forecast model = modelled ? inForce.forecast() : null;
        double profile = model == null ? Double.NaN : model.expectedAt(time);
        double residual = model == null ? value : value - profile;
        return new Receipt(
                Tuning.digest(),
                model == null ? 0 : model.trainedTo(),
                profile,
                residual - residuals.fast().residual(),
                residuals.fast().sigma(),
                residual - residuals.slow().residual(),
                residuals.slow().sigma(),
                spike.previous(),
                flat);
    }

    /** Weak spikes and flat lines go with every point; only what could matter is named on the alert. */
    private void keepWhatSpoke() {
        for (EvidenceKind always : ALWAYS_THERE) {
            if (spoke[always.ordinal()] < tuning.peakFloor()) {
                spoke[always.ordinal()] = 0;
            }
        }
    }

    private long quiet() {
        return Math.max((long) (tuning.quietMinutes() * Micros.MINUTE), 2 * step);
    }

    private void resolve() {
        episode.resolve(episode.lastOver() + quiet(), inForce.settings(), inForce.versions());
    }

    /** The state as bytes; what {@link #restore} takes. Forecast, calibration and settings are not in it, their versions are. */
    public byte[] save() {
        StateWriter out = new StateWriter();
        write(out);
        return out.toBytes();
    }

    void write(StateWriter out) {
        out.put((int) STATE_VERSION);
        inForce.write(out);
        out.put(watermark).put(clock).put(tracksClock);
        out.put(warmUp != null);
        range.write(out);
        if (warmUp != null) {
            warmUp.write(out);
            return;
        }
        out.put(watchedSince).put(step).put(today).put(hour);
        thresholds.write(out);
        residuals.write(out);
        spike.write(out);
        flatLine.write(out);
        context.write(out);
        spread.write(out);
        thresholds.peaks().write(out);
        extremes.write(out);
        halfHours.write(out);
        episode.write(out);
        gate.write(out);
        allowance.write(out);
    }

    /**
     * Continues where a state was saved. Call it on a new detector, then apply forecasts (the one in force first), calibration
     * and settings again.
     *
     * @throws IllegalArgumentException where the bytes are no state of a version known here
     */
    public void restore(byte[] state) {
        try {
            read(new StateReader(state));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the state of " + series + " is cut short", e);
        }
    }

    private void read(StateReader in) {
        int version = in.getInt();
        if (version < 1 || version > STATE_VERSION) {
            throw new IllegalArgumentException("the state of " + series + " has version " + version
                    + "; this detector reads versions 1 to " + STATE_VERSION);
        }
        inForce.read(in);
        watermark = in.getLong();
        clock = in.getLong();
        tracksClock = in.getBoolean();
        boolean warming = in.getBoolean();
        range.read(in);
        if (warming) {
            WarmUp kept = new WarmUp();
            kept.read(in);
            warmUp = kept;
            return;
        }
        warmUp = null;
        watchedSince = in.getLong();
        step = in.getLong();
        today = in.getLong();
        hour = in.getLong();
        thresholds.read(in);
        residuals.read(in);
        spike.read(in);
        flatLine.read(in);
        context.read(in);
        spread.read(in);
        thresholds.peaks().read(in);
        extremes = new Extremes(step, tuning);
        extremes.read(in);
        halfHours.read(in);
        episode.read(in);
        if (version >= 2) {
            gate.read(in);
        }
        if (version >= 3) {
            allowance.read(in);
        }
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("the state of " + series + " has bytes left over");
        }
    }
}
