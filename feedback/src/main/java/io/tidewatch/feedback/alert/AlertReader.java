// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.feedback.calibration.Calibrations;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.incident.IncidentService;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.notable.NotableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the alerts topic to the tables. What a labelled alert has become since is fitted again. */
public final class AlertReader implements TopicReader.Handler {
    /** The consumer group. */
    public static final String GROUP = "tidewatch-desk-alerts";

    private static final Logger LOG = LoggerFactory.getLogger(AlertReader.class);

    private final Workplace desk;
    private final Calibrations calibrations;
    private final IncidentService incidents;
    private final AlertStore alerts;
    private final NotableStore notables;

    public AlertReader(Workplace desk, Calibrations calibrations, IncidentService incidents) {
        this.incidents = incidents;
        this.desk = desk;
        this.calibrations = calibrations;
        this.alerts = new AlertStore(desk.database());
        this.notables = new NotableStore(desk.database());
    }

    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<AlertEvent> events = new ArrayList<>();
        List<Notable> seen = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            try {
                switch (AlertsCodec.decode(entry.value())) {
                    case AlertsMessage.Event(AlertEvent event) -> events.add(event);
                    case AlertsMessage.Control(var applied) -> LOG.debug("{}", applied);
                    case AlertsMessage.Seen(Notable notable) -> seen.add(notable);
                }
            } catch (Undecodable e) {
                LOG.error(
                        "A record of {} at partition {}, offset {} is passed over: {}",
                        entry.topic(),
                        entry.partition(),
                        entry.offset(),
                        e.getMessage());
            }
        }
        notables.record(seen);
        if (!events.isEmpty()) {
            record(events);
        }
    }

    private void record(List<AlertEvent> events) {
        Set<AlertId> ids = events.stream().map(AlertEvent::alertId).collect(Collectors.toSet());
        desk.change(transaction -> {
            alerts.record(transaction, events);
            Set<SeriesKey> labelled = alerts.labelled(transaction, ids);
            labelled.forEach(series -> calibrations.refit(transaction, series.kpi(), series.id()));
            return labelled.size();
        });
        // After the alerts are there; a crash in between has the batch read again, and grouping again changes nothing.
        incidents.regroup(ids);
    }
}
