// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.scorer.detector.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Settings by KPI, decoded once for each change. */
final class SettingsTable {
    private final ReadOnlyKeyValueStore<byte[], byte[]> store;
    private final AtomicLong changes;
    private final Map<String, Entry> entries = new HashMap<>();
    private List<CalendarEvent> calendar = List.of();
    private long calendarSeen = -1;

    /** @param changes grows with each change of the store */
    SettingsTable(ReadOnlyKeyValueStore<byte[], byte[]> store, AtomicLong changes) {
        this.store = store;
        this.changes = changes;
    }

    /** Those in force now. Of a KPI that nothing is known of yet they have version 0, so that the first real ones are newer. */
    Settings of(String kpi) {
        return entries.computeIfAbsent(kpi, Entry::new).current();
    }

    private List<CalendarEvent> calendar(long seen) {
        if (calendarSeen != seen) {
            calendarSeen = seen;
            List<CalendarEvent> found = new ArrayList<>();
            for (SettingsMessage message : messages("calendar:")) {
                if (message instanceof SettingsMessage.OfCalendar(CalendarEvent event)) {
                    found.add(event);
                }
            }
            calendar = List.copyOf(found);
        }
        return calendar;
    }

    /** Every record whose key begins so, in order of the keys. */
    private List<SettingsMessage> messages(String prefix) {
        byte[] from = prefix.getBytes(UTF_8);
        byte[] to = from.clone();
        to[to.length - 1]++;
        List<SettingsMessage> found = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> rows = store.range(from, to)) {
            rows.forEachRemaining(row -> message(row.value).ifPresent(found::add));
        }
        return found;
    }

    private static Optional<SettingsMessage> message(byte @Nullable [] bytes) {
        try {
            return bytes == null ? Optional.empty() : Optional.of(SettingsCodec.decode(bytes));
        } catch (Undecodable e) {
            return Optional.empty();
        }
    }

    private final class Entry {
        private final String name;
        private Settings settings;
        private long seen;

        Entry(String name) {
            this.name = name;
            seen = changes.get();
            settings = decode();
        }

        Settings current() {
            if (changes.get() != seen) {
                seen = changes.get();
                Settings now = decode();
                // The same object as long as nothing concerns this KPI.
                settings = now.equals(settings) ? settings : now;
            }
            return settings;
        }

        private Settings decode() {
            byte[] key = SettingsMessage.kpiKey(name).getBytes(UTF_8);
            Kpi kpi = message(store.get(key)).orElse(null) instanceof SettingsMessage.OfKpi(Kpi known)
                    ? known
                    : Settings.unknown(name);
            Detector.Adaptive adaptive = Detector.Adaptive.defaultFor(name);
            List<Detector> others = new ArrayList<>();
            for (SettingsMessage message : messages(SettingsMessage.detectorKey(name + "/"))) {
                if (message instanceof SettingsMessage.OfDetector(Detector detector)
                        && detector.kpi().equals(name)) {
                    if (detector instanceof Detector.Adaptive given) {
                        adaptive = given;
                    } else {
                        others.add(detector);
                    }
                }
            }
            List<CalendarEvent> concerned = calendar(seen).stream()
                    .filter(event ->
                            event.kpis().isEmpty() || event.kpis().stream().anyMatch(pattern -> pattern.matches(name)))
                    .toList();
            return new Settings(kpi, adaptive, others, concerned);
        }
    }
}
