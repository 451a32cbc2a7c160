// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.SuccessiveNights;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.SeriesDetector;
import io.tidewatch.scorer.detector.Settings;
import java.util.function.Supplier;

/**
 * Runs one series from its first point to its last as if it happened: at each local midnight a model is trained on what came
 * before, each point is scored by what is in force, verdicts count an hour after the alert has resolved. Deterministic; one
 * instance a run.
 */
public final class SeriesReplay {
    private final SeriesKey series;
    private final Settings settings;
    private final Tuning tuning;
    private final Trainer trainer;
    private final Supplier<Lessons> lessons;

    /** With the committed constants, the nightly run's own trainer and nobody to give verdicts. */
    public SeriesReplay(SeriesKey series, Settings settings) {
        this(series, settings, Tuning.DEFAULT, new SuccessiveNights()::train, Oracle.SILENT);
    }

    public SeriesReplay(SeriesKey series, Settings settings, Tuning tuning, Trainer trainer, Oracle oracle) {
        this(series, settings, tuning, trainer, () -> new Analyst(oracle, tuning));
    }

    /** @param lessons made anew for each run */
    public SeriesReplay(
            SeriesKey series, Settings settings, Tuning tuning, Trainer trainer, Supplier<Lessons> lessons) {
        this.series = series;
        this.settings = settings;
        this.tuning = tuning;
        this.trainer = trainer;
        this.lessons = lessons;
    }

    /**
     * Replays rows.
     *
     * @param times event times, UTC microseconds, in the order in which the rows arrived
     * @param values in the KPI's unit; not a number where a row has none
     */
    public void run(long[] times, double[] values, ReplaySink sink) {
        new Run(times.length, sink).rows(times, values);
    }

    private final class Run implements AlertListener {
        private final ReplaySink sink;
        private final SeriesDetector detector;
        private final Lessons analyst;
        private final WallClock clock = new WallClock(settings.kpi().zone());
        private final long[] seenTimes;
        private final double[] seenValues;
        private int seen;
        private int windowStart;

        Run(int rows, ReplaySink sink) {
            this.sink = sink;
            detector = new SeriesDetector(series, settings, this, tuning);
            analyst = lessons.get();
            seenTimes = new long[rows];
            seenValues = new double[rows];
        }

        void rows(long[] times, double[] values) {
            Scored scored = new Scored();
            long today = Long.MIN_VALUE;
            for (int row = 0; row < times.length; row++) {
                long time = times[row];
                if (!Double.isFinite(values[row]) || time <= detector.watermark()) {
                    sink.skipped(row);
                    continue;
                }
                long day = clock.day(time);
                if (day != today) {
                    midnight(day, clock.startOf(day));
                    today = day;
                }
                analyst.speakUntil(time, detector);
                detector.score(time, values[row], scored);
                seenTimes[seen] = time;
                seenValues[seen++] = values[row];
                sink.scored(row, scored);
            }
        }

        private void midnight(long day, long at) {
            sink.midnight(at);
            analyst.speakUntil(at, detector);
            if (detector.step() == 0) {
                return;
            }
            while (windowStart < seen && clock.day(seenTimes[windowStart]) < day - ChosenMethod.HISTORY_DAYS) {
                windowStart++;
            }
            int from = windowStart;
            long normalFrom = analyst.normalFrom(at);
            while (from < seen && seenTimes[from] < normalFrom) {
                from++;
            }
            trainer.train(
                            new History(
                                    series,
                                    seenTimes,
                                    seenValues,
                                    from,
                                    seen,
                                    analyst.masks(),
                                    settings.kpi().zone(),
                                    detector.step(),
                                    at),
                            day)
                    .ifPresent(detector::apply);
        }

        @Override
        public void onAlert(AlertEvent event) {
            if (event.kind() == AlertEventKind.RESOLVED) {
                analyst.look(event);
            }
            sink.alert(event);
        }

        @Override
        public void onControl(ControlApplied applied) {
            sink.control(applied);
        }

        @Override
        public void onNotable(Notable notable) {
            sink.notable(notable);
        }
    }
}
