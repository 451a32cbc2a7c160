// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.SuccessiveNights;
import io.tidewatch.replay.Oracle;
import io.tidewatch.replay.ReplaySink;
import io.tidewatch.replay.SeriesReplay;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** NAB: the published anchors by our own scorer, and the notable events' score in the three profiles. */
final class NabQuality {
    private static final double FIXED = 0.5;
    private static final List<String> ANCHORS = List.of("randomCutForest", "numenta", "windowedGaussian");

    private final Path folder;
    private final List<LabelledSeries> all;
    private final PrintStream out;

    NabQuality(Path folder, PrintStream out) {
        this.folder = folder;
        this.all = LabelledSeries.folder(folder);
        this.out = out;
    }

    void run(Tuning tuning) {
        out.printf("| detector | standard | low FP | low FN | windows found |%n|---|---|---|---|---|%n");
        for (String anchor : ANCHORS) {
            print(anchor + " (published scores)", score(all, series -> anchor(anchor, series)), Double.NaN);
        }
        List<double[]> ours =
                all.parallelStream().map(series -> notable(series, tuning)).toList();
        Function<LabelledSeries, double[]> scores = series -> ours.get(all.indexOf(series));
        print("notable events, threshold tuned as NAB does", score(all, scores), Double.NaN);
        print("notable events, threshold fixed at 0.5", score(all, scores), FIXED);
        TreeSet<String> categories = new TreeSet<>();
        all.forEach(series -> categories.add(category(series)));
        for (String category : categories) {
            List<LabelledSeries> rest = all.stream()
                    .filter(series -> !category(series).equals(category))
                    .toList();
            print("… fixed, without " + category, score(rest, scores), FIXED);
        }
    }

    private static String category(LabelledSeries series) {
        return series.name().substring(0, series.name().indexOf("__"));
    }

    private static NabScore score(List<LabelledSeries> series, Function<LabelledSeries, double[]> scores) {
        NabScore score = new NabScore();
        series.forEach(each -> score.add(each.labels(), scores.apply(each)));
        return score;
    }

    private void print(String name, NabScore score, double threshold) {
        out.printf("| %s |", name);
        double standard = Double.NaN;
        for (NabScore.Profile profile : NabScore.Profile.ALL) {
            NabScore.Best best = score.best(profile);
            standard = Double.isNaN(standard) ? best.threshold() : standard;
            out.printf(" %.2f |", Double.isNaN(threshold) ? best.score() : score.at(threshold, profile));
        }
        int found = score.found(Double.isNaN(threshold) ? standard : threshold);
        out.printf(" %d of %d |%n", found, score.windows());
    }

    private static double[] notable(LabelledSeries series, Tuning tuning) {
        double[] scores = new double[series.size()];
        ReplaySink sink = new ReplaySink() {
            @Override
            public void scored(int row, Scored scored) {
                scores[row] = scored.notableScore;
            }

            @Override
            public void skipped(int row) {
                scores[row] = 0;
            }

            @Override
            public void alert(AlertEvent event) {
                // Only the notable events count here.
            }
        };
        new SeriesReplay(
                        SeriesKey.of("series"),
                        Settings.of(Kpi.named("series")),
                        tuning,
                        new SuccessiveNights(new ChosenMethod(tuning))::train,
                        Oracle.SILENT)
                .run(series.times(), series.values(), sink);
        return scores;
    }

    private double[] anchor(String detector, LabelledSeries series) {
        Path file = folder.resolve("anchor_scores").resolve(detector).resolve(series.name() + ".csv.gz");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            return lines.lines().skip(1).mapToDouble(Double::parseDouble).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
