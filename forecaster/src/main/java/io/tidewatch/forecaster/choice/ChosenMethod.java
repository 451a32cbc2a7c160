// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.feature.CalendarFeatures;
import io.tidewatch.forecaster.model.Forecaster;
import io.tidewatch.forecaster.model.Retraced;
import io.tidewatch.forecaster.model.Retracer;
import io.tidewatch.forecaster.model.Trial;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.forecaster.profile.Night;
import io.tidewatch.forecaster.profile.SlotProfile;
import java.util.Arrays;
import java.util.Optional;

/**
 * Forecasts a series by the method that its backtest picks: the slot profile, one of the models, or a blend of them. The cheap
 * ones are compared one night in seven, which one follows from the series id, and one night in 28 with boosted trees where
 * they fall short; on the other nights the choice stands and only what was chosen is fitted again. A challenger takes over only where it strayed less from the values of the hold-out days, each
 * forecast from the midnight before it. Life and the time machine call the same instance.
 */
public final class ChosenMethod implements ForecastMethod {
    /** How many local days before {@code trainedTo} are looked at; earlier points change nothing. */
    public static final int HISTORY_DAYS = Forecaster.MOST_DAYS;

    /** The slot profile can't be led astray by yesterday; whatever replaces it must be clearly better. */
    private static final double CLEARLY = 0.95;

    private static final int ROTATION = 7;

    /** A multiple of the other, so that trees come with a comparison; seldom, for they cost a hundred times as much. */
    private static final int TREES_ROTATION = 4 * ROTATION;

    /** Below it there are fewer than seven past midnights to compare by. */
    private static final int LEAST_DAYS = 23;

    private static final long HORIZON = 51 * Micros.HOUR;

    private final Tuning tuning;
    private final Retracer retracer = new Retracer();

    public ChosenMethod() {
        this(Tuning.DEFAULT);
    }

    /** With other constants, for experiments. */
    public ChosenMethod(Tuning tuning) {
        this.tuning = tuning;
    }

    @Override
    public int historyDays() {
        return HISTORY_DAYS;
    }

    @Override
    public Optional<Trained> train(History history, Optional<ModelState> before, long modelVersion) {
        return Night.of(history, tuning).map(night -> {
            ModelState kept = before.filter(state -> state.features() == CalendarFeatures.VERSION)
                    .filter(state -> retracer.knows(state.weights().keySet()))
                    .orElse(ModelState.UNTRIED);
            if (isLongEnough(history) && isDue(history, kept)) {
                return compare(history, night, kept, modelVersion);
            }
            return refit(history, night, kept, modelVersion);
        });
    }

    private Trained refit(History history, Night night, ModelState kept, long modelVersion) {
        if (kept.isProfile()) {
            return new Trained(night.profile(modelVersion), kept);
        }
        return trial(history)
                .flatMap(trial -> trial.mixture(kept.weights()))
                .map(refitted -> new Trained(
                        night.of(new Mixture(refitted, history), modelVersion), kept.refitted(refitted.provenance())))
                .orElseGet(() -> new Trained(night.profile(modelVersion), ModelState.UNTRIED));
    }

    private Trained compare(History history, Night night, ModelState kept, long modelVersion) {
        Optional<Trial> trial = trial(history);
        if (trial.isEmpty()) {
            return new Trained(night.profile(modelVersion), ModelState.UNTRIED);
        }
        Retraced tried = isTurn(history, TREES_ROTATION)
                ? trial.get().bestWithTrees()
                : trial.get().best();
        Mixture best = new Mixture(tried, history);
        double error = night.error(best);
        if (!kept.isProfile()) {
            Optional<Mixture> champion =
                    trial.get().mixture(kept.weights()).map(retraced -> new Mixture(retraced, history));
            double held = champion.isPresent() ? night.error(champion.get()) : Double.NaN;
            if (held <= error) {
                best = champion.get();
                error = held;
            }
        }
        double profileError = night.profileError(best);
        boolean mixes = error < CLEARLY * profileError;
        Retraced retraced = best.retraced();
        ModelState state = new ModelState(
                CalendarFeatures.VERSION,
                mixes ? best.method() : SlotProfile.METHOD,
                mixes ? retraced.weights() : ModelState.UNTRIED.weights(),
                mixes ? retraced.provenance() : ModelState.UNTRIED.provenance(),
                history.trainedTo(),
                known(mixes ? error : profileError),
                known(profileError),
                known(retraced.pastError()),
                known(retraced.naiveError()));
        return new Trained(mixes ? night.of(best, modelVersion) : night.profile(modelVersion), state);
    }

    private static double known(double error) {
        return Double.isFinite(error) ? error : 0;
    }

    private Optional<Trial> trial(History history) {
        return retracer.trial(
                unmasked(history),
                history.stepMicros(),
                history.trainedTo(),
                HORIZON,
                history.zone(),
                history.known().holidays());
    }

    /** The first comparison as soon as it is possible, the next ones in turn, and at the latest after a week. */
    private static boolean isDue(History history, ModelState kept) {
        return kept.chosenTo() == 0
                || history.trainedTo() - kept.chosenTo() >= ROTATION * Micros.DAY
                || isTurn(history, ROTATION);
    }

    private static boolean isTurn(History history, int rotation) {
        long day = new WallClock(history.zone()).day(history.trainedTo());
        return Math.floorMod(day + history.series().id().value() % rotation, rotation) == 0;
    }

    private static boolean isLongEnough(History history) {
        return history.from() < history.to()
                && history.trainedTo() - history.times()[history.from()] >= LEAST_DAYS * Micros.DAY;
    }

    /** The last eight weeks, so that a longer history gives the same. */
    private static io.tidewatch.forecaster.model.History unmasked(History history) {
        WallClock clock = new WallClock(history.zone());
        long from = clock.startOf(clock.day(history.trainedTo()) - HISTORY_DAYS);
        long[] times = new long[history.to() - history.from()];
        double[] values = new double[times.length];
        double[] weights = new double[times.length];
        int n = 0;
        for (int i = history.from(); i < history.to(); i++) {
            long time = history.times()[i];
            if (time >= from && time < history.trainedTo() && !isMasked(history, time)) {
                times[n] = time;
                values[n] = history.values()[i];
                weights[n++] = history.weights().of(i);
            }
        }
        return new io.tidewatch.forecaster.model.History(
                Arrays.copyOf(times, n), Arrays.copyOf(values, n), Arrays.copyOf(weights, n));
    }

    private static boolean isMasked(History history, long time) {
        for (TimeRange mask : history.masks()) {
            if (mask.contains(time)) {
                return true;
            }
        }
        return false;
    }
}
