// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.core.wire.Undecodable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The detectors that look at more than one series, decoded once for each change of the settings. */
final class JointDetectors {
    private final ReadOnlyKeyValueStore<byte[], byte[]> store;
    private final AtomicLong changes;
    private final Map<String, Detector> byId = new HashMap<>();
    private final Map<String, List<Detector.Composite>> byInput = new HashMap<>();
    private final List<Detector.EventCount> counts = new ArrayList<>();
    private long seen = -1;

    /** @param changes grows with each change of the store */
    JointDetectors(ReadOnlyKeyValueStore<byte[], byte[]> store, AtomicLong changes) {
        this.store = store;
        this.changes = changes;
    }

    @Nullable
    Detector find(String id) {
        refresh();
        return byId.get(id);
    }

    List<Detector.EventCount> counts() {
        refresh();
        return counts;
    }

    /** The virtual series of the composites that wait for this alert; one whose labels the alert lacks is left out. */
    List<SeriesKey> waitingFor(AlertEvent event) {
        refresh();
        List<SeriesKey> waiting = new ArrayList<>();
        for (Detector.Composite composite : byInput.getOrDefault(event.detectorId(), List.of())) {
            Map<String, String> labels = new LinkedHashMap<>();
            for (String name : composite.shared()) {
                Optional<String> value = event.series().labels().get(name);
                value.ifPresent(given -> labels.put(name, given));
            }
            if (labels.size() == composite.shared().size()) {
                waiting.add(new SeriesKey(composite.id(), new Labels(labels)));
            }
        }
        return waiting;
    }

    private void refresh() {
        if (seen == changes.get()) {
            return;
        }
        seen = changes.get();
        byId.clear();
        byInput.clear();
        counts.clear();
        try (KeyValueIterator<byte[], byte[]> rows =
                store.range("detector:".getBytes(UTF_8), "detector;".getBytes(UTF_8))) {
            rows.forEachRemaining(row -> add(row.value));
        }
    }

    private void add(byte[] value) {
        try {
            if (SettingsCodec.decode(value) instanceof SettingsMessage.OfDetector(Detector detector)) {
                switch (detector) {
                    case Detector.Composite composite -> {
                        byId.put(composite.id(), composite);
                        composite
                                .when()
                                .inputs()
                                .forEach(input -> byInput.computeIfAbsent(input, id -> new ArrayList<>())
                                        .add(composite));
                    }
                    case Detector.EventCount count -> {
                        byId.put(count.id(), count);
                        counts.add(count);
                    }
                    case Detector.Adaptive given -> {
                        // Each of these watches one series.
                    }
                    case Detector.Threshold given -> {}
                    case Detector.NoData given -> {}
                }
            }
        } catch (Undecodable e) {
            // Counted where it came in.
        }
    }
}
