// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.triage;

import io.tidewatch.storage.triage.StoredTriage;
import io.tidewatch.storage.triage.TriageStore;
import io.tidewatch.storage.triage.TriageTraining;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the triage model each night, and as soon as there are labels enough for the first one. */
public final class TriageNight {
    private static final Logger LOG = LoggerFactory.getLogger(TriageNight.class);
    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(10);
    /** The newest that are used; older verdicts judged another detector. */
    private static final int MOST = 20_000;

    private final TriageStore store;
    private final InstantSource clock;

    public TriageNight(TriageStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Looks once whether a training is due, and does it. */
    public void look() {
        if (isDue()) {
            store.alone(() -> {
                if (isDue()) {
                    train();
                }
            });
        }
    }

    private boolean isDue() {
        Optional<StoredTriage> newest = store.newest();
        if (newest.isEmpty() || newest.get().trainedAt().isBefore(tonight())) {
            return true;
        }
        TriageTraining last = newest.get().training();
        return last.state() == TriageTraining.State.TOO_FEW
                && last.labels() < TriageTrainer.FLOOR
                && store.judgedCount() >= TriageTrainer.FLOOR;
    }

    /** Ten past the last midnight, UTC: alerts of all zones are judged by one model. */
    private Instant tonight() {
        Instant now = clock.instant();
        Instant due = now.truncatedTo(ChronoUnit.DAYS).plus(AFTER_MIDNIGHT);
        return due.isAfter(now) ? due.minus(Duration.ofDays(1)) : due;
    }

    private void train() {
        StoredTriage trained = store.add(TriageTrainer.train(store.judged(MOST)), clock.instant());
        LOG.info(
                "Triage model {}: {} of {} labels",
                trained.version(),
                trained.training().state().slug(),
                trained.training().labels());
    }
}
