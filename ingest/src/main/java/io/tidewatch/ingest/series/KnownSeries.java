// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.series;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.storage.series.Registration;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The series that are registered, kept in memory so that they go on while the database is away. */
public final class KnownSeries {
    private static final Logger LOG = LoggerFactory.getLogger(KnownSeries.class);

    private final SeriesStore store;
    private final IngestSettings settings;
    private final InstantSource clock;
    private final Map<SeriesKey, SeriesId> known = new ConcurrentHashMap<>();

    public KnownSeries(SeriesStore store, IngestSettings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Reads them all, so that a later loss of the database is not felt; without the database each is asked for when it comes. */
    public void load() {
        try {
            for (Series series : store.all()) {
                known.put(series.key(), series.id());
            }
        } catch (RuntimeException e) {
            LOG.warn("Series are not known yet, as the database doesn't answer: {}", e.getMessage());
        }
    }

    /** The series was deleted: should it come again, it is registered again. */
    public void forget(SeriesKey key) {
        known.remove(key);
    }

    /** As {@link #forget(SeriesKey)}, for all series of a KPI. */
    public void forget(String kpi) {
        known.keySet().removeIf(key -> key.kpi().equals(kpi));
    }

    /** Empty where it is not registered, as far as is known here. */
    public Optional<SeriesId> find(SeriesKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** All that are registered, as far as is known here. */
    public Set<SeriesKey> all() {
        return Collections.unmodifiableSet(known.keySet());
    }

    /** Registers those that are new; gives back those that can't be. */
    public Map<SeriesKey, Refused> register(Collection<SeriesKey> keys) {
        List<SeriesKey> unknown = new ArrayList<>();
        for (SeriesKey key : keys) {
            if (!known.containsKey(key)) {
                unknown.add(key);
            }
        }
        if (unknown.isEmpty()) {
            return Map.of();
        }
        Map<SeriesKey, Refused> refused = new HashMap<>();
        try {
            store.register(unknown, clock.instant(), settings.newSeriesPerHour(), settings.newSeriesPerDay())
                    .forEach((key, outcome) -> {
                        switch (outcome) {
                            case Registration.Known ignored -> known.put(key, key.id());
                            case Registration.Collides(SeriesKey holder) -> refused.put(key, collision(key, holder));
                            case Registration.OverLimit ignored -> refused.put(key, overLimit(key));
                        }
                    });
        } catch (RuntimeException e) {
            LOG.warn("New series can't be registered: {}", e.getMessage());
            for (SeriesKey key : unknown) {
                refused.put(
                        key,
                        new Refused(
                                Cause.DATABASE_AWAY,
                                "series " + shown(key)
                                        + " is not known here and the database doesn't answer; send it again"));
            }
        }
        return refused;
    }

    private static Refused collision(SeriesKey key, SeriesKey holder) {
        return new Refused(
                Cause.SERIES_COLLISION,
                "series " + shown(key) + " has the id " + key.id() + " of " + shown(holder)
                        + ", by a rare accident of the hash; rename a label of one");
    }

    private Refused overLimit(SeriesKey key) {
        return new Refused(
                Cause.NEW_SERIES_LIMIT,
                "series " + shown(key) + " is new, and " + settings.newSeriesPerHour() + " new ones an hour and "
                        + settings.newSeriesPerDay()
                        + " a day are the limit; known series go on. Check the labels for ids "
                        + "and times, or raise tidewatch.ingest.new-series-per-hour and -per-day");
    }

    private static String shown(SeriesKey key) {
        String text = key.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
