// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import java.util.UUID;

/** What a record of the settings topic says. A record without a value takes its key's settings away. */
public sealed interface SettingsMessage {
    /** The record's key. */
    String key();

    record OfKpi(Kpi kpi) implements SettingsMessage {
        @Override
        public String key() {
            return kpiKey(kpi.name());
        }
    }

    record OfDetector(Detector detector) implements SettingsMessage {
        @Override
        public String key() {
            return detectorKey(detector.id());
        }
    }

    record OfCalendar(CalendarEvent event) implements SettingsMessage {
        @Override
        public String key() {
            return calendarKey(event.id());
        }
    }

    static String calendarKey(UUID id) {
        return "calendar:" + id;
    }

    static String kpiKey(String name) {
        return "kpi:" + name;
    }

    static String detectorKey(String id) {
        return "detector:" + id;
    }
}
