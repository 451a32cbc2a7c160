// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scorer;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.forecaster.backtest.CsvSeries;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.forecaster.choice.SuccessiveNights;
import io.tidewatch.forecaster.model.CpuClock;
import io.tidewatch.forecaster.model.History;
import io.tidewatch.replay.Oracle;
import io.tidewatch.replay.ReplaySink;
import io.tidewatch.replay.SeriesReplay;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.SeriesDetector;
import io.tidewatch.scorer.detector.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * {@code ReplaySpeed FOLDER}: points a second and core of the time machine, by the thread's own CPU time, trainings of each
 * midnight included, beside the detector alone on the same points. The first of two rounds warms up.
 */
public final class ReplaySpeed {
    private static final SeriesKey SERIES = SeriesKey.of("series");
    private static final Settings SETTINGS = Settings.of(Kpi.named("series"));

    private ReplaySpeed() {}

    public static void main(String[] arguments) throws IOException {
        List<History> all;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            all = files.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .map(file -> CsvSeries.read(file).history())
                    .toList();
        }
        time("the detector alone, no forecast", all, ReplaySpeed::score);
        time("replay, slot profile each midnight", all, series -> replay(series, ForecastMethod.slotProfile()));
        time("replay, the nightly run's choice each midnight", all, series -> replay(series, new ChosenMethod()));
    }

    private static void time(String what, List<History> all, Consumer<History> work) {
        all.forEach(work);
        CpuClock clock = CpuClock.start();
        all.forEach(work);
        double seconds = clock.nanos() / 1e9;
        long points = all.stream().mapToLong(History::size).sum();
        System.out.printf(
                Locale.ROOT,
                "%s: %d points of %d series, %.1f s CPU, %.0f points a second and core%n",
                what,
                points,
                all.size(),
                seconds,
                points / seconds);
    }

    private static void score(History series) {
        SeriesDetector detector = new SeriesDetector(SERIES, SETTINGS, Silence.INSTANCE);
        Scored scored = new Scored();
        for (int i = 0; i < series.size(); i++) {
            if (Double.isFinite(series.values()[i])) {
                detector.score(series.micros()[i], series.values()[i], scored);
            }
        }
    }

    private static void replay(History series, ForecastMethod method) {
        new SeriesReplay(SERIES, SETTINGS, Tuning.DEFAULT, new SuccessiveNights(method)::train, Oracle.SILENT)
                .run(series.micros(), series.values(), Silence.INSTANCE);
    }

    private enum Silence implements AlertListener, ReplaySink {
        INSTANCE;

        @Override
        public void onAlert(AlertEvent event) {}

        @Override
        public void onControl(ControlApplied applied) {}

        @Override
        public void scored(int row, Scored scored) {}

        @Override
        public void skipped(int row) {}

        @Override
        public void alert(AlertEvent event) {}
    }
}
