// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.mapping.Route;
import io.tidewatch.ingest.mapping.Target;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.Refusal;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.PointRules;
import io.tidewatch.ingest.series.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private long accepted;
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

    /** A measured value, to wherever the rules send it. */
    public void sample(long place, Route route, long timeMicros, double value) {
        for (Target target : route.targets()) {
            switch (target) {
                case Target.Point point -> add(slot(point.key()), place, timeMicros, value);
            }
        }
        if (route.targets().isEmpty()) {
            skipped++;
        }
    }

    /** @param labels those with an empty value count as absent */
    void point(long place, String kpi, Map<String, String> labels, long timeMicros, double value) {
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
    void finish() {
        send();
        awaitSent();
    }

    /** What became of the request so far. */
    Totals totals() {
        return new Totals(accepted, skipped, refused, List.copyOf(listed), away);
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
            Refused why = pipeline.rules()
                    .check(key, pipeline.series().find(key).isPresent())
                    .orElse(null);
            boolean newKpi = register && why != null && why.cause() == Cause.UNKNOWN_KPI;
            slot = new Slot(key, newKpi ? null : why, newKpi);
            slots.put(key, slot);
        }
        return slot;
    }

    private void send() {
        awaitSent();
        List<Slot> filled =
                slots.values().stream().filter(slot -> slot.points().size() > 0).toList();
        Map<String, Refused> noKpi = pipeline.newKpis()
                .want(
                        filled.stream()
                                .filter(Slot::newKpi)
                                .map(slot -> slot.key().kpi())
                                .collect(Collectors.toSet()),
                        door);
        Map<SeriesKey, Refused> unwelcome = pipeline.series()
                .register(filled.stream()
                        .map(Slot::key)
                        .filter(key -> !noKpi.containsKey(key.kpi()))
                        .toList());
        List<PointLog.Entry> records = new ArrayList<>();
        for (Slot slot : filled) {
            Refused why = noKpi.getOrDefault(slot.key().kpi(), unwelcome.get(slot.key()));
            if (why == null) {
                SeriesId id = pipeline.series().find(slot.key()).orElseGet(slot.key()::id);
                slot.records(rules.origin()).forEach(points -> records.add(new PointLog.Entry(id, points)));
            } else {
                PointBuffer points = slot.points();
                for (int i = 0; i < points.size(); i++) {
                    refuse(points.place(i), slot.key(), points.time(i), points.value(i), why);
                }
            }
        }
        slots.clear();
        waiting = 0;
        sent = pipeline.log().send(records);
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
