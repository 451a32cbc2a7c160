// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.series;

import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.storage.series.DiscoveryStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the desk for KPIs that came without anybody having made them; their points are taken from then on. */
public final class NewKpis {
    private static final Logger LOG = LoggerFactory.getLogger(NewKpis.class);

    private final DiscoveryStore store;
    private final IngestSettings settings;
    private final InstantSource clock;
    /** As many as the limit let in; the desk needs a moment to make them. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    public NewKpis(DiscoveryStore store, IngestSettings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Gives back those that can't be had. */
    public Map<String, Refused> want(Collection<String> names, String door) {
        Set<String> open = new HashSet<>(names);
        open.removeAll(asked);
        if (open.isEmpty()) {
            return Map.of();
        }
        Map<String, Refused> refused = new HashMap<>();
        try {
            Set<String> welcome = store.want(open, door, clock.instant(), settings.newKpisPerDay());
            asked.addAll(welcome);
            for (String name : open) {
                if (!welcome.contains(name)) {
                    refused.put(name, overLimit(name));
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("New KPIs can't be registered: {}", e.getMessage());
            open.forEach(name -> refused.put(
                    name,
                    new Refused(
                            Cause.DATABASE_AWAY,
                            "KPI " + name + " is not known here and the database doesn't answer; send it again")));
        }
        return refused;
    }

    /** The KPI was deleted: should its points come again, it is asked for again. */
    public void forget(String kpi) {
        asked.remove(kpi);
    }

    private Refused overLimit(String name) {
        return new Refused(
                Cause.NEW_KPI_LIMIT,
                "KPI " + name + " is new, and " + settings.newKpisPerDay()
                        + " that nobody has made are registered in a day; make it in the web UI, keep what you want by "
                        + "mapping rules, or raise tidewatch.ingest.new-kpis-per-day");
    }
}
