// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.live;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.alert.AlertService;
import io.tidewatch.feedback.incident.IncidentService;
import io.tidewatch.storage.alert.AlertStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes changes on to a bounded number of subscribers; reads nothing while there are none. */
public final class LiveFeed {
    public static final int MAX_SUBSCRIBERS = 500;
    /** More changes at once than this are told as one. */
    private static final int MAX_AT_ONCE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final AlertService alerts;
    private final IncidentService incidents;
    private final AlertStore store;
    private final ConcurrentHashMap<Long, Consumer<LiveEvent>> subscribers = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    public LiveFeed(AlertService alerts, IncidentService incidents, AlertStore store) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.store = store;
    }

    /** A seat at the feed; closing it twice does no harm. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param subscriber called by the feed's thread; must not wait
     * @throws TidewatchException TOO_MANY_REQUESTS where all {@value #MAX_SUBSCRIBERS} seats are taken
     */
    public Subscription subscribe(Consumer<LiveEvent> subscriber) {
        long id = ids.incrementAndGet();
        subscribers.put(id, subscriber);
        if (subscribers.size() > MAX_SUBSCRIBERS) {
            subscribers.remove(id);
            throw new TidewatchException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    MAX_SUBSCRIBERS
                            + " live views are open, as many as one process serves. Close one, or try again later.");
        }
        return () -> subscribers.remove(id);
    }

    public int subscribers() {
        return subscribers.size();
    }

    /** These alerts are not what they were. */
    public void changed(Set<AlertId> changed) {
        if (subscribers.isEmpty()) {
            return;
        }
        List<LiveEvent> events = new ArrayList<>();
        try {
            if (changed.size() > MAX_AT_ONCE) {
                events.add(new LiveEvent.Resync());
            } else {
                changed.forEach(id -> store.find(id).ifPresent(alert -> events.add(new LiveEvent.AlertChanged(alert))));
            }
            events.add(counts());
        } catch (RuntimeException e) {
            LOG.warn("Live views are told to read again: {}", e.getMessage());
            events.add(new LiveEvent.Resync());
        }
        events.forEach(this::tell);
    }

    /** How much is open now. */
    public LiveEvent.CountsChanged counts() {
        return new LiveEvent.CountsChanged(alerts.counts(), incidents.open());
    }

    /** Changes may have gone unheard. */
    public void missed() {
        tell(new LiveEvent.Resync());
    }

    private void tell(LiveEvent event) {
        subscribers.forEach((id, subscriber) -> {
            try {
                subscriber.accept(event);
            } catch (RuntimeException e) {
                LOG.debug("live view {} is gone", id, e);
                subscribers.remove(id);
            }
        });
    }
}
