// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.topic;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.storage.log.LogClients;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets what a replay says beside what stands on the alerts topic, event by event. Detectors that look at more than one series are
 * left out, since a replay of points does not run them.
 */
public final class AlertsTopic implements TopicReplay.Sink {
    private final Map<String, AlertEvent> live = new HashMap<>();
    private final Map<String, AlertEvent> said = new LinkedHashMap<>();
    private final Map<String, AlertEvent> last = new LinkedHashMap<>();
    private int missing;

    /** Reads the topic as it stands. */
    public static AlertsTopic read(LogClients clients) {
        AlertsTopic topic = new AlertsTopic();
        WholeTopic.read(clients, Topic.ALERTS, entry -> {
            if (AlertsCodec.decode(entry.value()) instanceof AlertsMessage.Event(AlertEvent event)
                    && !event.series().kpi().equals(event.detectorId())) {
                topic.live.put(event.eventId(), event);
            }
        });
        return topic;
    }

    @Override
    public void said(SeriesKey series, AlertsMessage message) {
        if (message instanceof AlertsMessage.Event(AlertEvent event)) {
            said.put(event.eventId(), event);
            last.put(event.alertId().value(), event);
        }
    }

    @Override
    public void missing(SeriesKey series, io.tidewatch.core.alert.ControlApplied control) {
        missing++;
    }

    /** Each alert as the replay left it, those taken back not. */
    public List<AlertEvent> alerts() {
        return last.values().stream()
                .filter(event -> event.kind() != AlertEventKind.RETRACTED)
                .toList();
    }

    /** In a sentence or two, for people. */
    public String comparison() {
        long equal = said.entrySet().stream()
                .filter(each -> each.getValue().equals(live.get(each.getKey())))
                .count();
        long other = said.keySet().stream().filter(live::containsKey).count() - equal;
        Set<String> known = said.keySet();
        long liveOnly = live.keySet().stream().filter(id -> !known.contains(id)).count();
        String text = "%d alert events: %d as they stand on %s, %d otherwise, %d not there; %d stand there alone."
                .formatted(said.size(), equal, Topic.ALERTS.id(), other, said.size() - equal - other, liveOnly);
        return missing == 0
                ? text
                : text + " " + missing
                        + " models, calibrations or settings that were in force are no more on their topics.";
    }
}
