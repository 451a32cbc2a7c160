// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.exact;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.replay.topic.TopicReplay;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/**
 * {@code Exactness SERIES STEP_MINUTES KILLS SEED [live|killed|late]…}: a day of many series, with verdicts and a model swap,
 * through a broker and the topology in another process, against a replay of the topic. Once as it comes, once with the scorer
 * killed again and again, once with a fifth of the points up to an hour late. Ends with 1 where anything differs.
 */
public final class Exactness {
    /** Every so many kills one waits until points are scored again; the others come at some moment of the start. */
    private static final int AT_WORK = 4;

    private final Day day;
    private final int kills;
    private final long seed;
    private boolean failed;

    private Exactness(Day day, int kills, long seed) {
        this.day = day;
        this.kills = kills;
        this.seed = seed;
    }

    public static void main(String[] arguments) throws Exception {
        Logs.from(Level.SEVERE);
        Day day = new Day(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[3]));
        Exactness bench = new Exactness(day, Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        Set<String> parts = arguments.length > 4
                ? Set.of(arguments).stream().collect(HashSet::new, Set::add, Set::addAll)
                : Set.of("live", "killed", "late");
        System.out.println(
                "| run | records said | alerts | notable | corrected | lost | doubled | series not equal to the byte | took |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        if (parts.contains("live")) {
            bench.run("as it comes", false, 0);
        }
        if (parts.contains("killed")) {
            bench.run("killed " + bench.kills + " times", false, bench.kills);
        }
        if (parts.contains("late")) {
            bench.run("a fifth up to an hour late", true, 0);
        }
        System.exit(bench.failed ? 1 : 0);
    }

    private void run(String name, boolean late, int deaths) throws Exception {
        long start = System.nanoTime();
        try (LiveDay live = new LiveDay(day);
                Progress progress = new Progress(live.clients, "exact")) {
            // The scorer runs while the day is sent, so that models and verdicts meet it in the middle of its work.
            Process scorer = live.scorer();
            try {
                live.send(late);
                scorer = killed(scorer, live, progress, deaths);
                progress.await(progress.all(), scorer);
            } finally {
                scorer.destroy();
                scorer.waitFor(30, TimeUnit.SECONDS);
                scorer.destroyForcibly();
            }
            Told told = Told.live(live.clients);
            Told again = new Told();
            InOrder inOrder = new InOrder(day);
            new TopicReplay(live.clients).run(0, new TopicReplay.Sink() {
                @Override
                public void said(SeriesKey series, AlertsMessage message) {
                    again.add(series.id(), AlertsCodec.encode(message));
                }

                @Override
                public void applied(SeriesKey series, ControlApplied control) {
                    inOrder.given(series.id(), control);
                }

                @Override
                public void missing(SeriesKey series, ControlApplied control) {
                    throw new IllegalStateException(series + " lacks " + control);
                }
            });
            Told.Difference difference = told.against(again);
            failed |= difference.lost() + difference.doubled() + difference.unequalSeries() > 0;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,d | %d | %d | %d of %,d | %d s |%n",
                    name,
                    difference.records(),
                    told.alerts(),
                    told.notables(),
                    told.corrected(),
                    difference.lost(),
                    difference.doubled(),
                    difference.unequalSeries(),
                    day.series,
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
            compare(told, inOrder.run());
        }
    }

    /** All kills come while what was sent is scored; sending itself takes a minute. */
    private Process killed(Process first, LiveDay live, Progress progress, int deaths) throws Exception {
        Process scorer = first;
        SplittableRandom random = new SplittableRandom(seed);
        long all = progress.all();
        long from = progress.done();
        for (int n = 1; n <= deaths; n++) {
            if (n % AT_WORK != 0) {
                TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(12_000));
            } else {
                long target = from + (long) ((all - from) * (n - random.nextDouble()) / (deaths + 1));
                progress.await(Math.max(target, progress.done() + 1), scorer);
            }
            scorer.destroyForcibly();
            scorer.waitFor();
            scorer = live.scorer();
        }
        return scorer;
    }

    private void compare(Told late, Told inOrder) {
        Set<Told.Final> ours = late.finals();
        Set<Told.Final> theirs = inOrder.finals();
        Set<Told.Final> missing = new HashSet<>(theirs);
        missing.removeAll(ours);
        Set<Told.Final> extra = new HashSet<>(ours);
        extra.removeAll(theirs);
        failed |= !missing.isEmpty() || !extra.isEmpty();
        System.out.printf(
                Locale.ROOT,
                "its final alerts %,d, of the points in order %,d; missing %d, too many %d%n",
                ours.size(),
                theirs.size(),
                missing.size(),
                extra.size());
        missing.stream().limit(3).forEach(each -> System.out.println("missing: " + each));
        extra.stream().limit(3).forEach(each -> System.out.println("too many: " + each));
    }
}
