// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** From the table of requests. */
final class StoredRequests implements TrainRequests {
    private final RequestStore requests;
    private final InstantSource clock;

    StoredRequests(Database database, InstantSource clock) {
        this.requests = new RequestStore(database);
        this.clock = clock;
    }

    @Override
    public Optional<Asked> take() {
        return requests.take(Set.of(RequestKind.TRAIN), clock.instant())
                .map(request -> new Asked(
                        request.id(),
                        request.subject(),
                        requests.argument(request.id(), "upTo").map(LocalDate::parse)));
    }

    @Override
    public void progress(long id, double share, String message) {
        requests.progress(id, share, message, clock.instant());
    }

    @Override
    public void done(long id, String message) {
        requests.done(id, message, clock.instant());
    }

    @Override
    public void failed(long id, String message) {
        requests.failed(id, message, clock.instant());
    }
}
