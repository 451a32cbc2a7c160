// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.deletion;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletions that the desk asks of a role, and how the role carries them out. */
public final class DeletionRequests {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionRequests.class);
    private static final String SERIES = "series";

    /**
     * What is to go.
     *
     * @param series the only one that goes; where empty the whole KPI does
     */
    public record Deletion(String kpi, Optional<SeriesKey> series, Instant asked) {
        @Override
        public String toString() {
            return series.map(key -> "series " + key).orElse("KPI " + kpi);
        }
    }

    /** Deletes what a role has. */
    public interface Owner {
        /** @return false where it must wait; then it is asked again */
        boolean delete(Deletion deletion);
    }

    private final RequestStore requests;
    private final RequestKind kind;
    private final InstantSource clock;

    /** @param kind FORGET_POINTS or FORGET_MODELS */
    public DeletionRequests(Database database, RequestKind kind, InstantSource clock) {
        this.requests = new RequestStore(database);
        this.kind = kind;
        this.clock = clock;
    }

    /** Asks the owners of points and models. */
    public static void ask(
            RequestStore requests,
            Handle transaction,
            String kpi,
            Optional<SeriesKey> series,
            String actor,
            Instant now) {
        for (RequestKind kind : List.of(RequestKind.FORGET_POINTS, RequestKind.FORGET_MODELS)) {
            Request request = requests.add(transaction, kind, kpi, "{}", actor, now);
            series.ifPresent(key -> transaction.execute(
                    "update request set payload = jsonb_build_object(?::text, ?::text) where id = ?",
                    SERIES,
                    key.toString(),
                    request.id()));
        }
    }

    /** Whether something of the KPI is still to be deleted; one of the same name must not be made meanwhile. */
    public static boolean areUnfinished(RequestStore requests, Handle transaction, String kpi) {
        return requests.unfinished(transaction, RequestKind.FORGET_POINTS, kpi).isPresent()
                || requests.unfinished(transaction, RequestKind.FORGET_MODELS, kpi)
                        .isPresent();
    }

    /** Carries out the oldest; false where none waits, or it must wait longer. */
    public boolean look(Owner owner) {
        Optional<Request> next = requests.take(Set.of(kind), clock.instant());
        if (next.isEmpty()) {
            return false;
        }
        Request request = next.get();
        Deletion deletion = deletion(request);
        try {
            if (!owner.delete(deletion)) {
                requests.release(request.id(), clock.instant());
                return false;
            }
        } catch (RuntimeException e) {
            requests.release(request.id(), clock.instant());
            throw e;
        }
        requests.done(request.id(), "what there was of " + deletion + " is deleted", clock.instant());
        LOG.info("Deleted what there was of {}, as {} asked", deletion, request.requestedBy());
        return true;
    }

    /** Those that this process or another has carried out. */
    public List<Deletion> doneSince(Instant since) {
        return requests.doneSince(kind, since).stream().map(this::deletion).toList();
    }

    private Deletion deletion(Request request) {
        return new Deletion(
                request.subject(),
                requests.argument(request.id(), SERIES).map(SeriesKey::parse),
                request.requestedAt());
    }
}
