// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.incident.IncidentReport;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.v1.IncidentMemberRecord;
import io.tidewatch.core.wire.v1.IncidentRecord;
import io.tidewatch.core.wire.v1.SeverityCode;
import java.util.OptionalLong;

/** Incidents on the desk's topic. */
final class IncidentCodec {
    private static final String SEVERITY = "SEVERITY_";

    private IncidentCodec() {}

    static IncidentRecord encode(IncidentReport incident) {
        IncidentRecord.Builder wire = IncidentRecord.newBuilder()
                .setIncidentId(incident.id().value())
                .setTitle(incident.title())
                .setSeverity(code(incident.severity()))
                .setStartedMicros(incident.started())
                .setResolvedMicros(incident.resolved().orElse(0))
                .setAlerts(incident.alerts())
                .putAllSharedLabels(incident.shared().values());
        for (IncidentReport.Member member : incident.members()) {
            wire.addMembers(IncidentMemberRecord.newBuilder()
                    .setAlertId(member.alert().value())
                    .setSeries(member.series().toString())
                    .setSeverity(code(member.severity()))
                    .setPeakScore(member.score())
                    .setSign(member.sign())
                    .setActual(member.actual())
                    .setExpected(member.bounds().expected())
                    .setLower(member.bounds().lower())
                    .setUpper(member.bounds().upper())
                    .setUnit(member.unit()));
        }
        return wire.build();
    }

    static IncidentReport decode(IncidentRecord wire) {
        return new IncidentReport(
                new AlertId(wire.getIncidentId()),
                wire.getTitle(),
                severity(wire.getSeverity()),
                wire.getStartedMicros(),
                wire.getResolvedMicros() == 0 ? OptionalLong.empty() : OptionalLong.of(wire.getResolvedMicros()),
                wire.getAlerts(),
                new Labels(wire.getSharedLabelsMap()),
                wire.getMembersList().stream().map(IncidentCodec::member).toList());
    }

    private static IncidentReport.Member member(IncidentMemberRecord wire) {
        return new IncidentReport.Member(
                new AlertId(wire.getAlertId()),
                SeriesKey.parse(wire.getSeries()),
                severity(wire.getSeverity()),
                wire.getPeakScore(),
                wire.getSign(),
                wire.getActual(),
                new Bounds(wire.getExpected(), wire.getLower(), wire.getUpper()),
                wire.getUnit());
    }

    private static SeverityCode code(Severity severity) {
        return SeverityCode.valueOf(SEVERITY + severity.name());
    }

    private static Severity severity(SeverityCode code) {
        return Severity.valueOf(code.name().substring(SEVERITY.length()));
    }
}
