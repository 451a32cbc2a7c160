// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.tidewatch.core.time.Micros;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of a preview; JSON.
 *
 * @param from ISO-8601, UTC
 * @param to exclusive
 * @param points replayed in each run, those before the range included
 * @param historyFrom the first point that was replayed; null where there is none
 * @param trueEvents ranges that verdicts call anomalies
 * @param kept alerts of the second run that the first one has as well
 * @param gained alerts that only the second run has
 * @param lost alerts that only the first run has
 */
record Comparison(
        String sentence,
        String from,
        String to,
        double weeks,
        int series,
        long points,
        @Nullable String historyFrom,
        int trueEvents,
        Run before,
        Run after,
        Group kept,
        Group gained,
        Group lost) {
    /** Alerts that are listed in each group; the counts are of all. */
    static final int LISTED = 200;

    /**
     * One run.
     *
     * @param budgetPerSeriesAndWeek what the detector's budget comes to
     * @param precision true / (true + false); null where neither is known
     * @param eventsFound of the true events
     */
    record Run(
            int alerts,
            double perWeek,
            double perSeriesAndWeek,
            double budgetPerSeriesAndWeek,
            Counts labels,
            @Nullable Double precision,
            int eventsFound) {}

    /** By label. */
    record Counts(int isTrue, int isFalse, int expected, int unlabelled) {
        static Counts of(List<AlertLine> lines) {
            return new Counts(
                    count(lines, Label.TRUE),
                    count(lines, Label.FALSE),
                    count(lines, Label.EXPECTED),
                    count(lines, Label.UNLABELLED));
        }

        private static int count(List<AlertLine> lines, Label label) {
            return (int) lines.stream().filter(line -> line.label() == label).count();
        }
    }

    /** Some alerts: how many, and the first of them by name. */
    record Group(int count, Counts labels, List<AlertLine.Shown> alerts) {
        static Group of(List<AlertLine> lines) {
            return new Group(
                    lines.size(),
                    Counts.of(lines),
                    lines.stream().limit(LISTED).map(AlertLine::shown).toList());
        }
    }

    /** @param budgetBefore in 28 days */
    static Comparison of(
            long from, long to, Collection<SeriesOutcome> outcomes, double budgetBefore, double budgetAfter) {
        double weeks = (double) (to - from) / (7 * Micros.DAY);
        List<AlertLine> before = lines(outcomes, SeriesOutcome::before);
        List<AlertLine> after = lines(outcomes, SeriesOutcome::after);
        Group kept = Group.of(after.stream().filter(AlertLine::matched).toList());
        Group gained = Group.of(after.stream().filter(line -> !line.matched()).toList());
        Group lost = Group.of(before.stream().filter(line -> !line.matched()).toList());
        int foundBefore = outcomes.stream().mapToInt(SeriesOutcome::foundBefore).sum();
        int foundAfter = outcomes.stream().mapToInt(SeriesOutcome::foundAfter).sum();
        return new Comparison(
                Words.of(before.size(), after.size(), gained, lost, (to - from) / (double) Micros.DAY),
                Micros.toInstant(from).toString(),
                Micros.toInstant(to).toString(),
                weeks,
                outcomes.size(),
                outcomes.stream().mapToLong(SeriesOutcome::points).sum(),
                outcomes.stream()
                        .map(SeriesOutcome::firstPoint)
                        .filter(first -> first != 0)
                        .min(Comparator.naturalOrder())
                        .map(first -> Micros.toInstant(first).toString())
                        .orElse(null),
                outcomes.stream().mapToInt(SeriesOutcome::trueEvents).sum(),
                run(before, weeks, outcomes.size(), budgetBefore, foundBefore),
                run(after, weeks, outcomes.size(), budgetAfter, foundAfter),
                kept,
                gained,
                lost);
    }

    private static List<AlertLine> lines(
            Collection<SeriesOutcome> outcomes, Function<SeriesOutcome, List<AlertLine>> side) {
        List<AlertLine> lines = new ArrayList<>();
        outcomes.forEach(outcome -> lines.addAll(side.apply(outcome)));
        lines.sort(Comparator.comparingLong(AlertLine::started).thenComparing(AlertLine::series));
        return lines;
    }

    private static Run run(List<AlertLine> lines, double weeks, int series, double budget, int found) {
        Counts labels = Counts.of(lines);
        int judged = labels.isTrue() + labels.isFalse();
        return new Run(
                lines.size(),
                lines.size() / weeks,
                series == 0 ? 0 : lines.size() / weeks / series,
                budget / 4,
                labels,
                judged == 0 ? null : (double) labels.isTrue() / judged,
                found);
    }
}
