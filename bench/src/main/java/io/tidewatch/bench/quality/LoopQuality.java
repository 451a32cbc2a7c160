// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.feedback.precision.Precision;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.replay.SeriesReplay;
import io.tidewatch.scorer.detector.Settings;
import io.tidewatch.storage.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code LoopQuality DATA [BUDGET]...}: the loop of alerts, verdicts and thresholds through the desk itself, on a PostgreSQL of its
 * own. Each series is moved by whole days so that all second halves begin at one midnight; an analyst answers the label queue each
 * morning of the first half; then the desk measures the second half by verdicts that are all right. Exits with 1 where the desk's
 * figures are not those counted by the labels.
 */
public final class LoopQuality {
    private static final long HALF = Micros.of(Instant.parse("2026-03-02T00:00:00Z"));
    private static final double[] WRONG = {-1, 0, 0.1};

    private final Database database;
    private final List<LabelledSeries> all;
    private final List<TrainerCache> trained;
    private boolean agree = true;

    private LoopQuality(Database database, List<LabelledSeries> all) {
        this.database = database;
        this.all = all;
        this.trained = all.stream()
                .map(series -> new TrainerCache(ForecastMethod.slotProfile()))
                .toList();
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("usage: LoopQuality DATA-DIRECTORY [BUDGET]...");
            System.exit(2);
        }
        List<Double> budgets = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            budgets.add(Double.parseDouble(args[i]));
        }
        System.exit(run(Path.of(args[0]), budgets.isEmpty() ? List.of(28.0, 12.0) : budgets) ? 0 : 1);
    }

    private static boolean run(Path data, List<Double> budgets) throws IOException, SQLException {
        List<LabelledSeries> all =
                LabelledSeries.folder(data).stream().map(LoopQuality::aligned).toList();
        Path directory = Files.createTempDirectory("tidewatch-bench-loop");
        try (EmbeddedDatabase server = EmbeddedDatabase.start(directory, 0);
                Database database = Database.open(server.url(), 4)) {
            LoopQuality bench = new LoopQuality(database, all);
            System.out.printf("constants %s%n%n", Tuning.digest());
            System.out.println(
                    "| budget | analyst | verdicts | precision | recall | false/week | the desk's own precision |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (double budget : budgets) {
                for (double wrong : WRONG) {
                    bench.variant(budget, wrong);
                }
            }
            System.out.println(
                    bench.agree
                            ? "\nThe desk's counts are the bench's, for each KPI and for all together."
                            : "\nTHE DESK'S COUNTS DIFFER FROM THE BENCH'S.");
            return bench.agree;
        }
    }

    /** The midnight after its middle row becomes {@link #HALF}. */
    private static LabelledSeries aligned(LabelledSeries series) {
        long middle = Math.ceilDiv(series.times()[series.size() / 2], Micros.DAY) * Micros.DAY;
        long[] times = series.times().clone();
        for (int i = 0; i < times.length; i++) {
            times[i] += HALF - middle;
        }
        return new LabelledSeries("kpi-" + series.name().substring(0, 8), times, series.values(), series.labels());
    }

    private void variant(double budget, double wrong) throws SQLException {
        BenchDesk desk = new BenchDesk(database);
        LoopScore total = new LoopScore();
        List<LoopScore> each = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < all.size(); i++) {
            LabelledSeries series = all.get(i);
            long end = series.times()[series.size() - 1];
            last = Math.max(last, end);
            LoopScore score = play(desk, i, budget, wrong);
            each.add(score);
            total.add(score);
        }
        desk.at(last + 1);
        for (int i = 0; i < all.size(); i++) {
            check(all.get(i).name(), each.get(i), desk.page(all.get(i).name(), HALF));
        }
        Precision overview = desk.overview(HALF);
        check("all", total, overview);
        print(budget, wrong, total, overview);
    }

    private LoopScore play(BenchDesk desk, int i, double budget, double wrong) {
        LabelledSeries series = all.get(i);
        SeriesKey key = SeriesKey.of(series.name());
        desk.at(series.times()[0]);
        desk.watch(key, budget);
        DeskAnalyst analyst = new DeskAnalyst(desk, key, new Truth(series), HALF, wrong, i);
        Settings settings = new Settings(
                Kpi.named(series.name()),
                new Detector.Adaptive(Detector.defaultId(series.name()), series.name(), 1, true, budget, 0, 0));
        new SeriesReplay(key, settings, Tuning.DEFAULT, trained.get(i), () -> analyst)
                .run(series.times(), series.values(), analyst);
        long end = series.times()[series.size() - 1];
        desk.at(end + 1);
        analyst.assess();
        LoopScore score = new LoopScore();
        analyst.count(score, end);
        return score;
    }

    private void check(String name, LoopScore counted, Precision shown) {
        boolean same = shown.labels().trueAnomalies() == counted.trueAlerts()
                && shown.labels().falseAlarms() == counted.falseAlerts()
                && shown.labels().unlabelled() == 0
                && (shown.share().isEmpty() || shown.share().getAsDouble() == counted.precision());
        if (!same) {
            agree = false;
            System.err.printf(
                    "%s: counted %d true and %d false, the desk shows %s%n",
                    name, counted.trueAlerts(), counted.falseAlerts(), shown);
        }
    }

    private static void print(double budget, double wrong, LoopScore score, Precision shown) {
        String analyst = wrong < 0 ? "none" : wrong == 0 ? "always right" : "10 % wrong";
        System.out.printf(
                Locale.ROOT,
                "| %.0f | %s | %d | %.3f | %.3f (%s) | %.2f | %.3f, n = %d, %.3f to %.3f |%n",
                budget,
                analyst,
                score.verdicts(),
                score.precision(),
                score.recall(),
                score.recallInWords(),
                score.falseAWeek(),
                shown.share().orElse(Double.NaN),
                shown.labelled(),
                shown.interval().orElseThrow().low(),
                shown.interval().orElseThrow().high());
    }
}
