// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.notifier.Samples;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** An incident of 25 alerts, of which 20 are named. */
public final class Incidents {
    private Incidents() {}

    public static Notification of(EventKind kind) {
        IncidentReport report = report(kind);
        String id = kind == EventKind.INCIDENT_OPENED
                ? DeskMessage.openedId(report.id())
                : DeskMessage.resolvedId(report.id(), Samples.STARTED);
        return IncidentNotification.of(id, kind, Samples.STARTED, report);
    }

    /** No incident, and no alert either. */
    public static Notification notable(String series) {
        return NotableNotification.of(new Notable(
                SeriesKey.parse(series),
                Samples.STARTED,
                Notable.Stream.AVERAGE,
                -1,
                0.07,
                118,
                "signups per minute",
                false));
    }

    public static IncidentReport report(EventKind kind) {
        List<IncidentReport.Member> members =
                IntStream.range(0, 20).mapToObj(Incidents::member).toList();
        return new IncidentReport(
                members.getFirst().alert(),
                "25 series of signups fell together.",
                Severity.HIGH,
                Samples.STARTED,
                kind == EventKind.INCIDENT_OPENED ? OptionalLong.empty() : OptionalLong.of(Samples.STARTED),
                25,
                Labels.NONE,
                members);
    }

    private static IncidentReport.Member member(int shard) {
        SeriesKey series = new SeriesKey("signups", Labels.of("shard", Integer.toString(shard)));
        return new IncidentReport.Member(
                AlertId.of(series.id(), "signups/adaptive", Samples.STARTED),
                series,
                Severity.HIGH,
                0.9 - shard / 100.0,
                -1,
                118,
                new Bounds(260.5, 240.25, 281),
                "signups per minute");
    }
}
