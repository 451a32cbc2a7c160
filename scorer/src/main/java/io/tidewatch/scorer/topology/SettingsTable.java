// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.scorer.detector.Settings;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Settings by KPI, decoded once for each change. */
final class SettingsTable {
    private final ReadOnlyKeyValueStore<byte[], byte[]> store;
    private final Map<String, Entry> entries = new HashMap<>();

    SettingsTable(ReadOnlyKeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** Those in force now. Of a KPI that nothing is known of yet they have version 0, so that the first real ones are newer. */
    Settings of(String kpi) {
        return entries.computeIfAbsent(kpi, Entry::new).current();
    }

    private final class Entry {
        private final String name;
        private final byte[] kpiKey;
        private final byte[] detectorKey;
        private byte @Nullable [] kpiBytes;
        private byte @Nullable [] detectorBytes;
        private Settings settings;

        Entry(String name) {
            this.name = name;
            kpiKey = SettingsMessage.kpiKey(name).getBytes(UTF_8);
            detectorKey = SettingsMessage.detectorKey(Detector.defaultId(name)).getBytes(UTF_8);
            settings = decode();
        }

        // The store holds its arrays in memory: the same array means that nothing has changed.
        @SuppressWarnings("ReferenceEquality")
        Settings current() {
            if (store.get(kpiKey) != kpiBytes || store.get(detectorKey) != detectorBytes) {
                settings = decode();
            }
            return settings;
        }

        private Settings decode() {
            kpiBytes = store.get(kpiKey);
            detectorBytes = store.get(detectorKey);
            Kpi kpi = kpiBytes != null && message(kpiBytes) instanceof SettingsMessage.OfKpi(Kpi known)
                    ? known
                    : unknown();
            Detector.Adaptive detector = detectorBytes != null
                            && message(detectorBytes) instanceof SettingsMessage.OfDetector(Detector.Adaptive adaptive)
                    ? adaptive
                    : Detector.Adaptive.defaultFor(name);
            return new Settings(kpi, detector);
        }

        private Kpi unknown() {
            return new Kpi(
                    name,
                    0,
                    "",
                    "",
                    "",
                    ZoneOffset.UTC,
                    Optional.empty(),
                    KpiKind.GAUGE,
                    Direction.BOTH,
                    Kpi.DEFAULT_LATE_LIMIT,
                    true);
        }
    }

    private static @Nullable SettingsMessage message(byte[] bytes) {
        try {
            return SettingsCodec.decode(bytes);
        } catch (Undecodable e) {
            return null;
        }
    }
}
