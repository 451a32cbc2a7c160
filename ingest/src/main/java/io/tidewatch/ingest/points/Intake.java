// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.event.Event;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.EventsCodec;
import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.Formula;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.mapping.Route;
import io.tidewatch.ingest.mapping.Target;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.Refusal;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.PointRules;
import io.tidewatch.ingest.series.Refused;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one request brings: its parser adds points, this checks them, groups them by series and sends them on. A request of more
 * than some hundred thousand points is sent on in parts while it is read, so that memory does not grow with it.
 */
public final class Intake {
    private static final int POINTS_A_PART = 100_000;

    private final Pipeline pipeline;
    private final String door;
    private final PointRules rules;
    private final int maxListed;
    private final boolean register;
    private final Mapping mapping;
    private final Map<SeriesKey, Slot> slots = new LinkedHashMap<>();
    private final List<Refusal> listed = new ArrayList<>();
    private PointLog.@Nullable Pending sent;
    private int waiting;
    private final Map<WindowSpec, WindowSlot> windows = new LinkedHashMap<>();
    private final List<PointLog.Entry> events = new ArrayList<>();
    private long accepted;
    private long repeats;
    private long skipped;
    private long refused;
    private String away = "";

    /** @param register whether KPIs that nobody has made are registered, rather than their points refused */
    Intake(Pipeline pipeline, String door, PointRules rules, int maxListed, boolean register) {
        this.pipeline = pipeline;
        this.door = door;
        this.rules = rules;
        this.maxListed = maxListed;
        this.register = register;
        this.mapping = pipeline.mapping().get();
    }

    /** The rules that this request goes by. */
    public Mapping mapping() {
        return mapping;
    }

    /** As {@link #sample(long, Route, long, double, boolean)}, of a value that is a reading. */
    public void sample(long place, Route route, long timeMicros, double value) {
        sample(place, route, timeMicros, value, false);
    }

    /**
     * A measured value, to wherever the rules send it; it counts once however many places that are.
     *
     * @param delta whether it is an increase by itself, rather than a counter's reading
     */
    public void sample(long place, Route route, long timeMicros, double value, boolean delta) {
        for (Target target : route.targets()) {
            switch (target) {
                case Target.Point(SeriesKey key, Optional<Formula> formula) -> {
                    double result = formula.isEmpty() ? value : formula.get().value(name -> value);
                    add(slot(key), place, timeMicros, result);
                }
                case Target.Window window -> add(window, place, timeMicros, value, delta);
            }
        }
        if (route.targets().isEmpty()) {
            skipped++;
        } else {
            repeats += route.targets().size() - 1;
        }
    }

    /** @param labels those with an empty value count as absent */
    public void point(long place, String kpi, Map<String, String> labels, long timeMicros, double value) {
        add(slot(new SeriesKey(kpi, labels(labels))), place, timeMicros, value);
    }

    /** As {@link #point}, for many of one series. */
    void points(long place, String kpi, Map<String, String> labels, PointBuffer bundle) {
        SeriesKey key = new SeriesKey(kpi, labels(labels));
        for (int i = 0; i < bundle.size(); i++) {
            // Asked for each time, as the slots are emptied when a part is sent.
            add(slot(key), place + bundle.place(i), bundle.time(i), bundle.value(i));
        }
    }

    /** Something that happened, for composite detectors. */
    public void event(long place, Event event) {
        Optional<Refused> why = rules.check(event.timeMicros(), 0);
        if (why.isPresent()) {
            refuse(place, why.get().cause(), why.get().message(), RejectedLog.text(event::toString));
            return;
        }
        events.add(new PointLog.Entry(Topic.EVENTS, event.key().getBytes(UTF_8), EventsCodec.encode(event), 1));
        if (++waiting >= POINTS_A_PART) {
            send();
        }
    }

    public void refuse(long place, Cause cause, String message, Supplier<byte[]> input) {
        refused++;
        if (listed.size() < maxListed) {
            listed.add(new Refusal(place, cause, message));
        }
        if (cause == Cause.DATABASE_AWAY) {
            // To be sent again, so not lost and not for the topic of rejected input.
            away = message;
        } else {
            pipeline.rejected().add(door, cause, message, input);
        }
    }

    /** A row without value, or a text where numbers are kept. */
    public void skip() {
        skipped++;
    }

    /** Sends what waits and returns when the log has everything. */
    public void finish() {
        send();
        awaitSent();
    }

    /** Empty, or why some were refused that would be accepted if they were sent again. */
    public String away() {
        return away;
    }

    /** What became of the request so far. */
    public Totals totals() {
        return new Totals(Math.max(0, accepted - repeats), skipped, refused, List.copyOf(listed), away);
    }

    private void add(Slot slot, long place, long timeMicros, double value) {
        Refused why = slot.refused();
        if (why == null) {
            why = rules.check(timeMicros, value).orElse(null);
        }
        if (why != null) {
            refuse(place, slot.key(), timeMicros, value, why);
            return;
        }
        slot.points().add(place, timeMicros, value);
        if (++waiting >= POINTS_A_PART) {
            send();
        }
    }

    private Slot slot(SeriesKey key) {
        Slot slot = slots.get(key);
        if (slot == null) {
            slot = newSlot(key);
            slots.put(key, slot);
        }
        return slot;
    }

    private Slot newSlot(SeriesKey key) {
        Optional<SeriesId> known = pipeline.series().find(key);
        Refused why = pipeline.rules().check(key, known.isPresent()).orElse(null);
        boolean newKpi = register && why != null && why.cause() == Cause.UNKNOWN_KPI;
        return new Slot(key, known.orElse(null), newKpi ? null : why, newKpi);
    }

    private void add(Target.Window window, long place, long timeMicros, double value, boolean delta) {
        WindowSlot slot = windows.computeIfAbsent(window.spec(), missing -> windowSlot(window));
        Refused why = slot.refused();
        if (why == null) {
            why = rules.check(timeMicros, value).orElse(null);
        }
        if (why != null) {
            refuse(place, window.outputs().getFirst(), timeMicros, value, why);
            return;
        }
        slot.of(window, delta).add(place, timeMicros, value);
        if (++waiting >= POINTS_A_PART) {
            send();
        }
    }

    private WindowSlot windowSlot(Target.Window window) {
        boolean newKpi = false;
        for (SeriesKey output : window.outputs()) {
            Slot slot = newSlot(output);
            if (slot.refused() != null) {
                return new WindowSlot(window, slot.refused(), false);
            }
            newKpi |= slot.newKpi();
        }
        return new WindowSlot(window, null, newKpi);
    }

    private void send() {
        awaitSent();
        List<Slot> filled =
                slots.values().stream().filter(slot -> slot.points().size() > 0).toList();
        Welcome welcome = welcome(filled);
        List<PointLog.Entry> records = new ArrayList<>(events);
        events.clear();
        long now = rules.nowMicros();
        for (Slot slot : filled) {
            Refused why = welcome.refused(slot.key());
            if (why == null) {
                SeriesId id = slot.known() == null ? id(slot.key()) : slot.known();
                pipeline.hot().offer(slot.key(), slot.points().size(), now);
                slot.records(rules.origin()).forEach(points -> records.add(PointLog.Entry.of(id, points)));
            } else {
                refuseAll(slot.key(), slot.points(), why);
            }
        }
        for (WindowSlot slot : windows.values()) {
            SeriesKey first = slot.target().outputs().getFirst();
            Refused why = slot.target().outputs().stream()
                    .map(welcome::refused)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (why != null) {
                slot.samples().values().forEach(points -> refuseAll(first, points, why));
            } else if (!slot.samples().isEmpty()) {
                pipeline.aggregation().run();
                records.add(slot.entry(id(first), rules.origin() == Origin.BACKFILL));
            }
        }
        slots.clear();
        windows.clear();
        waiting = 0;
        sent = pipeline.log().send(records);
    }

    /** Who can't be registered, of KPIs and of series. */
    private record Welcome(Map<String, Refused> kpis, Map<SeriesKey, Refused> series) {
        @Nullable
        Refused refused(SeriesKey key) {
            Refused why = kpis.isEmpty() ? null : kpis.get(key.kpi());
            return why == null && !series.isEmpty() ? series.get(key) : why;
        }
    }

    private Welcome welcome(List<Slot> filled) {
        Set<String> newKpis = new HashSet<>();
        List<SeriesKey> keys = new ArrayList<>();
        for (Slot slot : filled) {
            if (slot.known() == null) {
                keys.add(slot.key());
            }
            if (slot.newKpi()) {
                newKpis.add(slot.key().kpi());
            }
        }
        for (WindowSlot slot : windows.values()) {
            if (!slot.samples().isEmpty()) {
                keys.addAll(slot.target().outputs());
                if (slot.newKpi()) {
                    slot.target().outputs().forEach(output -> newKpis.add(output.kpi()));
                }
            }
        }
        Map<String, Refused> noKpi = pipeline.newKpis().want(newKpis, door);
        keys.removeIf(key -> noKpi.containsKey(key.kpi()));
        return new Welcome(noKpi, pipeline.series().register(keys));
    }

    private SeriesId id(SeriesKey key) {
        return pipeline.series().find(key).orElseGet(key::id);
    }

    private void refuseAll(SeriesKey key, PointBuffer points, Refused why) {
        for (int i = 0; i < points.size(); i++) {
            refuse(points.place(i), key, points.time(i), points.value(i), why);
        }
    }

    private void awaitSent() {
        if (sent != null) {
            PointLog.Pending before = sent;
            sent = null;
            accepted += before.await();
        }
    }

    private void refuse(long place, SeriesKey key, long timeMicros, double value, Refused why) {
        refuse(
                place,
                why.cause(),
                why.message(),
                RejectedLog.text(() -> key + " " + Micros.toInstant(timeMicros) + " " + value));
    }

    private static Labels labels(Map<String, String> given) {
        if (given.isEmpty()) {
            return Labels.NONE;
        }
        if (given.containsValue("")) {
            Map<String, String> present = new LinkedHashMap<>(given);
            present.values().removeIf(String::isEmpty);
            return new Labels(present);
        }
        return new Labels(given);
    }
}
