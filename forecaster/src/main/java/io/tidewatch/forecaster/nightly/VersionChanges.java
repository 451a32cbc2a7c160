// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.forecast.Restored;
import io.tidewatch.storage.forecast.Restoring;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets other versions serve, as people ask for it: the one before, or one that they name. */
final class VersionChanges {
    private static final Logger LOG = LoggerFactory.getLogger(VersionChanges.class);
    private static final Set<RequestKind> KINDS = EnumSet.of(RequestKind.PROMOTE, RequestKind.ROLL_BACK);

    private final RequestStore requests;
    private final Restoring restoring;
    private final TrainingStore runs;
    private final KpiStore kpis;
    private final InstantSource clock;
    private final boolean toMlflow;
    private final Runnable announce;
    private final Deque<Request> postponed = new ArrayDeque<>();

    /** @param announce called when forecasts stand in the outbox */
    VersionChanges(Database database, InstantSource clock, boolean toMlflow, Runnable announce) {
        this.requests = new RequestStore(database);
        this.restoring = new Restoring(database);
        this.runs = new TrainingStore(database);
        this.kpis = new KpiStore(database);
        this.clock = clock;
        this.toMlflow = toMlflow;
        this.announce = announce;
    }

    /** Takes what has been asked for; what must wait for a training is tried again at the next look. */
    void look() {
        for (Optional<Request> next = requests.take(KINDS, clock.instant());
                next.isPresent();
                next = requests.take(KINDS, clock.instant())) {
            postponed.add(next.get());
        }
        for (int left = postponed.size(); left > 0; left--) {
            Request request = postponed.remove();
            if (!isAnswered(request)) {
                requests.progress(
                        request.id(),
                        0,
                        "waits for the training of " + request.subject() + " that is going on",
                        clock.instant());
                postponed.add(request);
            }
        }
    }

    private boolean isAnswered(Request request) {
        String kpi = request.subject();
        OptionalLong version;
        try {
            version = request.kind() == RequestKind.ROLL_BACK
                    ? restoring.before(kpi)
                    : requests.argument(request.id(), "version").map(Long::parseLong).stream()
                            .mapToLong(Long::longValue)
                            .findFirst();
        } catch (NumberFormatException e) {
            requests.failed(request.id(), "A version is a number: " + e.getMessage(), clock.instant());
            return true;
        }
        if (version.isEmpty()) {
            String why = request.kind() == RequestKind.ROLL_BACK
                    ? "There is no version of " + kpi + " before the one that serves"
                    : "Name the version: {\"version\": \"3\"}";
            requests.failed(request.id(), why, clock.instant());
            return true;
        }
        return isDone(request, version.getAsLong());
    }

    private boolean isDone(Request request, long version) {
        String kpi = request.subject();
        switch (restore(kpi, version, request.requestedBy())) {
            case Restored.Serves(ModelVersion now) ->
                requests.done(
                        request.id(),
                        "Version " + version + " serves again, as version " + now.version(),
                        clock.instant());
            case Restored.Already(ModelVersion now) ->
                requests.done(request.id(), "Version " + now.version() + " serves already", clock.instant());
            case Restored.NeedsTraining(ModelVersion wanted) -> {
                return retrain(wanted, OptionalLong.of(request.id()));
            }
            case Restored.Busy() -> {
                return false;
            }
            case Restored.Unknown() ->
                requests.failed(request.id(), "There is no version " + version + " of " + kpi, clock.instant());
        }
        return true;
    }

    /** Lets a version serve, if it can at once. */
    Restored restore(String kpi, long version, String actor) {
        Restored result = restoring.restore(kpi, version, toMlflow, actor, clock.instant());
        if (result instanceof Restored.Serves(ModelVersion now)) {
            LOG.info("Version {} of {} serves again, as version {}: asked by {}", version, kpi, now.version(), actor);
            announce.run();
        }
        return result;
    }

    /** Trains anew with the choices of a version whose own forecasts are over; false while another training goes on. */
    boolean retrain(ModelVersion wanted, OptionalLong request) {
        long now = Micros.of(clock.instant());
        Optional<Kpi> kpi = kpis.find(wanted.kpi());
        Optional<TrainingStore.Extent> extent = runs.extent(wanted.kpi(), now);
        if (kpi.isEmpty() || extent.isEmpty()) {
            request.ifPresent(id -> requests.failed(id, wanted.kpi() + " has no points", clock.instant()));
            return true;
        }
        long midnight = Scheduler.midnight(runs, kpi.get(), extent.get(), now);
        return runs.schedule(
                        wanted.kpi(),
                        RunCause.REQUESTED,
                        midnight,
                        request,
                        OptionalLong.of(wanted.runId()),
                        clock.instant())
                .isPresent();
    }
}
