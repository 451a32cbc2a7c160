// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.forecast.TrainingStore.Extent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts training runs: at night, when a KPI without a model has enough history, and when asked. One process at a time does
 * it; which one doesn't matter, since what is due follows from the tables.
 */
final class Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration REPORT = Duration.ofSeconds(30);
    private static final long REST = 8 * Micros.SECOND;

    /** How far forecasts reach past the midnight up to which a model was trained, at least. */
    private static final long REACH = 48 * Micros.HOUR;

    private record Seen(Extent extent, long since) {}

    private final TrainingStore runs;
    private final Supplier<List<Kpi>> kpis;
    private final TrainRequests requests;
    private final VersionChanges changes;
    private final InstantSource clock;
    private final int historyDays;
    private final Duration keep;
    private final Standing standing;

    private final Deque<TrainRequests.Asked> postponed = new ArrayDeque<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Extent> tried = new HashMap<>();
    private final Map<String, Long> quiet = new HashMap<>();
    private Instant reported = Instant.MIN;
    private long prunedDay = Long.MIN_VALUE;

    /** @param keep how long forecasts of versions that no longer serve stay */
    Scheduler(
            TrainingStore runs,
            Supplier<List<Kpi>> kpis,
            TrainRequests requests,
            VersionChanges changes,
            InstantSource clock,
            int historyDays,
            Duration keep,
            Standing standing) {
        this.runs = runs;
        this.kpis = kpis;
        this.requests = requests;
        this.changes = changes;
        this.clock = clock;
        this.historyDays = historyDays;
        this.keep = keep;
        this.standing = standing;
    }

    /** Looks once. */
    void look() {
        boolean mine = runs.asScheduler(this::schedule);
        if (!mine) {
            seen.clear();
            standing.isElsewhere();
        }
    }

    private void schedule() {
        long now = Micros.of(clock.instant());
        // Read before which models there are: so a KPI whose first run ends meanwhile isn't taken for one without a
        // model.
        Set<String> training = runs.training();
        Map<String, Long> last = runs.lastTrainedTo();
        Map<String, Long> served = runs.servedTo();
        Map<String, Kpi> byName = new HashMap<>();
        for (Kpi kpi : kpis.get()) {
            byName.put(kpi.name(), kpi);
            if (training.contains(kpi.name())) {
                continue;
            }
            if (served.containsKey(kpi.name())) {
                nightly(kpi, now, last.getOrDefault(kpi.name(), Long.MIN_VALUE));
            } else {
                first(kpi, now);
            }
        }
        requested(byName, now);
        changes.look();
        standing.is(standing(byName.keySet(), served, now));
        report();
        prune(now);
    }

    private void nightly(Kpi kpi, long now, long last) {
        long due = Nights.due(now, kpi.zone());
        if (last >= due || quiet.getOrDefault(kpi.name(), Long.MIN_VALUE) >= due) {
            return;
        }
        Optional<Extent> extent = runs.extent(kpi.name(), due);
        if (extent.isEmpty() || extent.get().last() < Nights.daysBefore(due, historyDays, kpi.zone())) {
            LOG.info("{} has had no points for {} days: not trained", kpi.name(), historyDays);
            quiet.put(kpi.name(), due);
        } else if (rests(kpi, extent.get(), now)) {
            start(kpi.name(), RunCause.NIGHTLY, due, OptionalLong.empty());
        }
    }

    private void first(Kpi kpi, long now) {
        Optional<Extent> extent = runs.extent(kpi.name(), Nights.serving(now, kpi.zone()));
        if (extent.isEmpty() || !rests(kpi, extent.get(), now)) {
            return;
        }
        long midnight = Nights.serving(Math.min(now, extent.get().last()), kpi.zone());
        Extent before = tried.get(kpi.name());
        boolean news = before == null || !extent.get().restsSince(before);
        if (news
                && extent.get().first() <= Nights.daysBefore(midnight, 1, kpi.zone())
                && start(kpi.name(), RunCause.FIRST, midnight, OptionalLong.empty())) {
            tried.put(kpi.name(), extent.get());
        }
    }

    /** Whether no import is under way that a training would miss the rest of. Live points past midnight don't count. */
    private boolean rests(Kpi kpi, Extent extent, long now) {
        Seen before = seen.get(kpi.name());
        if (before == null || !extent.restsSince(before.extent())) {
            seen.put(kpi.name(), new Seen(extent, now));
            return false;
        }
        return now - before.since() >= REST;
    }

    private void requested(Map<String, Kpi> byName, long now) {
        for (Optional<TrainRequests.Asked> next = requests.take(); next.isPresent(); next = requests.take()) {
            postponed.add(next.get());
        }
        for (int left = postponed.size(); left > 0; left--) {
            TrainRequests.Asked asked = postponed.remove();
            if (!answered(asked, Optional.ofNullable(byName.get(asked.kpi())), now)) {
                requests.progress(asked.id(), 0, "waits for the training of " + asked.kpi() + " that is going on");
                postponed.add(asked);
            }
        }
    }

    private boolean answered(TrainRequests.Asked asked, Optional<Kpi> kpi, long now) {
        if (kpi.isEmpty()) {
            requests.failed(asked.id(), "There is no KPI " + asked.kpi());
            return true;
        }
        Optional<Extent> extent = runs.extent(asked.kpi(), now);
        if (extent.isEmpty()) {
            requests.failed(asked.id(), asked.kpi() + " has no points yet; send some, then ask again");
            return true;
        }
        if (asked.upTo().isPresent()) {
            long day =
                    Micros.of(asked.upTo().get().atStartOfDay(kpi.get().zone()).toInstant());
            return start(asked.kpi(), RunCause.REQUESTED, day, OptionalLong.of(asked.id()));
        }
        long midnight = midnight(runs, kpi.get(), extent.get(), now);
        return start(asked.kpi(), RunCause.REQUESTED, midnight, OptionalLong.of(asked.id()));
    }

    /** For a training that somebody asked for: never an earlier midnight than the nightly one that may already have passed. */
    static long midnight(TrainingStore runs, Kpi kpi, Extent extent, long now) {
        long asOf = Math.min(now, extent.last());
        long nightly = Nights.due(asOf, kpi.zone());
        boolean nightDone = runs.lastTrainedTo().getOrDefault(kpi.name(), Long.MIN_VALUE) >= nightly;
        return nightDone ? nightly : Nights.serving(asOf, kpi.zone());
    }

    private boolean start(String kpi, RunCause cause, long trainedTo, OptionalLong request) {
        Optional<TrainingRun> run = runs.schedule(kpi, cause, trainedTo, request, clock.instant());
        run.ifPresent(started -> LOG.info(
                "Training run {} ({}): {} series of {} up to {}",
                started.id(),
                cause.slug(),
                started.progress().total(),
                kpi,
                Micros.toInstant(trainedTo)));
        return run.isPresent();
    }

    /** Of KPIs that somebody deleted or that have long been without points nobody expects forecasts. */
    private Standing.Seen standing(Set<String> kpis, Map<String, Long> servedTo, long now) {
        long waiting = 0;
        double left = 0;
        for (TrainingRun run : runs.running()) {
            waiting += run.progress().waiting();
            left += run.progress().waiting() / rate(run, Micros.toInstant(now));
        }
        long oldest = now;
        long ended = 0;
        for (Map.Entry<String, Long> model : servedTo.entrySet()) {
            if (kpis.contains(model.getKey()) && !quiet.containsKey(model.getKey())) {
                oldest = Math.min(oldest, model.getValue());
                ended += now >= model.getValue() + REACH ? 1 : 0;
            }
        }
        return new Standing.Seen(
                waiting, Double.isFinite(left) ? left : 0, (double) (now - oldest) / Micros.SECOND, ended);
    }

    /** Series a second so far. */
    private static double rate(TrainingRun run, Instant now) {
        double seconds = Math.max(1, Duration.between(run.createdAt(), now).toMillis() / 1000.0);
        return (run.progress().total() - run.progress().waiting()) / seconds;
    }

    private void report() {
        Instant now = clock.instant();
        if (now.isBefore(reported.equals(Instant.MIN) ? now : reported.plus(REPORT))) {
            return;
        }
        reported = now;
        for (TrainingRun run : runs.running()) {
            TrainingRun.Progress progress = run.progress();
            int tried = progress.total() - progress.waiting();
            double rate = rate(run, now);
            LOG.info(
                    "Training of {}: {} of {} series, {} failed, {} a second, {} s left",
                    run.kpi(),
                    tried,
                    progress.total(),
                    progress.failed(),
                    Math.round(rate),
                    rate == 0 ? "?" : Math.round(progress.waiting() / rate));
            run.request()
                    .ifPresent(request -> requests.progress(
                            request,
                            (double) tried / Math.max(1, progress.total()),
                            tried + " of " + progress.total() + " series"));
        }
    }

    private void prune(long now) {
        long day = Math.floorDiv(now, Micros.DAY);
        if (day != prunedDay) {
            int gone = runs.prune(clock.instant().minus(keep));
            if (gone > 0) {
                LOG.info("Removed {} forecasts of versions that ended more than {} days ago", gone, keep.toDays());
            }
            prunedDay = day;
        }
    }
}
