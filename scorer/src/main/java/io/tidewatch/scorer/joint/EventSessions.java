// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.joint;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.scorer.detector.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An event count on one key: its alerts are a function of the key's events and of the clock, whatever order they came in. */
public final class EventSessions {
    /** How late an event may come. */
    private static final long LATE = Micros.HOUR;

    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_VALUES = 64;
    /** The evidence of what just passes the limit. */
    private static final double LIMIT = 4;

    private final JointAlerts alerts;
    private final List<Event> events;
    private final TreeMap<String, Long> firstSeen;
    private final Ledger ledger;
    private long settled;

    /**
     * @param firstSeen values of the attribute that a filter asks news of, and when each was first seen
     * @param settled no session begins up to here any more
     */
    public EventSessions(
            SeriesKey series, Collection<Event> events, Map<String, Long> firstSeen, Ledger ledger, long settled) {
        this.alerts = new JointAlerts(series);
        this.events = new ArrayList<>(events);
        this.firstSeen = new TreeMap<>(firstSeen);
        this.ledger = ledger;
        this.settled = settled;
    }

    public List<Event> events() {
        return events;
    }

    public Map<String, Long> firstSeen() {
        return firstSeen;
    }

    public Ledger ledger() {
        return ledger;
    }

    public long settled() {
        return settled;
    }

    /** @return whether it is news to this detector */
    public boolean take(Detector.EventCount definition, Event event) {
        boolean starts = definition.start().map(filter -> fits(filter, event)).orElse(false);
        boolean counts = fits(definition.count(), event);
        if (!starts && !counts || event.timeMicros() <= settled || known(event)) {
            return false;
        }
        events.add(event);
        events.sort(Comparator.comparingLong(Event::timeMicros).thenComparing(Event::id));
        if (events.size() > MOST_EVENTS) {
            events.removeFirst();
        }
        if (starts) {
            remember(definition.start().orElseThrow(), event);
        }
        if (counts) {
            remember(definition.count(), event);
        }
        return true;
    }

    private static boolean fits(EventFilter filter, Event event) {
        return filter.fits(event.type(), event.attributes());
    }

    private boolean known(Event event) {
        return events.stream()
                .anyMatch(old ->
                        event.id().isEmpty() ? old.equals(event) : old.id().equals(event.id()));
    }

    private void remember(EventFilter filter, Event event) {
        filter.newValueOf().map(event.attributes()::get).ifPresent(value -> {
            if (firstSeen.size() < MOST_VALUES || firstSeen.containsKey(value)) {
                firstSeen.merge(value, event.timeMicros(), Math::min);
            }
        });
    }

    /** A first value of all is no news: there was nothing to differ from. */
    private boolean asked(EventFilter filter, Event event) {
        if (!fits(filter, event)) {
            return false;
        }
        if (filter.newValueOf().isEmpty()) {
            return true;
        }
        String value = event.attributes().get(filter.newValueOf().get());
        return value != null
                && firstSeen.getOrDefault(value, Long.MIN_VALUE) == event.timeMicros()
                && firstSeen.values().stream().anyMatch(before -> before < event.timeMicros());
    }

    /**
     * How what is known now differs from what was told.
     *
     * @param context of the key, by the names of lookup fields
     * @param now event time, UTC microseconds
     */
    public List<AlertEvent> evaluate(Detector.EventCount definition, Map<String, String> context, long now) {
        long window = Micros.of(definition.window());
        List<AlertEvent> views = new ArrayList<>();
        long free = settled;
        for (int i = 0; i < events.size() && definition.enabled(); i++) {
            Event start = events.get(i);
            EventFilter opens = definition.start().orElse(definition.count());
            if (start.timeMicros() > free && asked(opens, start)) {
                List<Event> counted = counted(definition, i, window);
                if (counted.size() > definition.moreThan()) {
                    views.add(view(definition, start, counted, context, window, now));
                    free = start.timeMicros() + window;
                }
            }
        }
        long latest = events.isEmpty() ? settled : events.getLast().timeMicros();
        List<AlertEvent> difference = ledger.reconcile(views, latest);
        forget(window, latest, free);
        return difference;
    }

    private List<Event> counted(Detector.EventCount definition, int from, long window) {
        long until = events.get(from).timeMicros() + window;
        List<Event> counted = new ArrayList<>();
        for (int i = definition.start().isPresent() ? from + 1 : from; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.timeMicros() <= until && asked(definition.count(), event)) {
                counted.add(event);
            }
        }
        return counted;
    }

    private AlertEvent view(
            Detector.EventCount definition,
            Event start,
            List<Event> counted,
            Map<String, String> context,
            long window,
            long now) {
        int limit = definition.moreThan();
        double ratio = counted.size() / (limit + 1.0);
        Severity severity = definition.conditions().severities().of(LIMIT * ratio, LIMIT);
        long end = start.timeMicros() + window;
        Event last = counted.getLast();
        return alerts.view(
                definition,
                EvidenceKind.EVENT_COUNT,
                start.timeMicros(),
                counted.get(limit).timeMicros(),
                now > end ? OptionalLong.of(end) : OptionalLong.empty(),
                severity,
                new JointAlerts.Peak(
                        last.timeMicros(), LIMIT * ratio, LIMIT, 1, counted.size(), new Bounds(limit, 0, limit)),
                counted.size(),
                sentence(definition, start, counted, context),
                "events");
    }

    private String sentence(
            Detector.EventCount definition, Event start, List<Event> counted, Map<String, String> context) {
        StringBuilder text = new StringBuilder();
        text.append(counted.size())
                .append(' ')
                .append(definition.count().type())
                .append(" events within ")
                .append(definition.window().toSeconds())
                .append(" s, more than ")
                .append(definition.moreThan());
        definition.start().ifPresent(filter -> {
            text.append(", after a ").append(filter.type());
            filter.newValueOf()
                    .ifPresent(name -> text.append(" with a new ")
                            .append(name)
                            .append(", ")
                            .append(start.attributes().get(name)));
        });
        String known = definition.enrich().stream()
                .filter(context::containsKey)
                .map(name -> name + " " + context.get(name))
                .collect(Collectors.joining(", "));
        return known.isEmpty()
                ? text.toString()
                : text.append("; ").append(known).toString();
    }

    private void forget(long window, long latest, long free) {
        long horizon = latest - LATE - window;
        long until = free <= horizon ? Math.max(settled, free) : settled;
        boolean old = events.size() > 1 && events.getFirst().timeMicros() < horizon;
        if (old) {
            // A session that may still be told about keeps its events.
            long cut = ledger.entries().stream()
                    .map(Ledger.Entry::last)
                    .mapToLong(AlertEvent::started)
                    .filter(started -> started + window >= horizon)
                    .min()
                    .orElse(Long.MAX_VALUE);
            settled = Math.max(until, Math.min(horizon, cut) - 1);
            events.removeIf(event -> event.timeMicros() <= settled);
            ledger.forgetEnded(settled);
        }
    }

    /** When the session that is open ends, so that it can be told; {@code Long.MAX_VALUE} where none is. */
    public long deadline(Detector.EventCount definition) {
        return ledger.entries().stream()
                .map(Ledger.Entry::last)
                .filter(last -> last.resolved().isEmpty())
                .mapToLong(last -> last.started() + Micros.of(definition.window()) + 1)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Ends what is open; for a detector that is no more. */
    public List<AlertEvent> retire(long now) {
        events.clear();
        return ledger.end(now);
    }
}
