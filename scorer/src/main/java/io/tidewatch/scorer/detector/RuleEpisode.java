// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.series.SeriesKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The alert of one rule, if one is open. Its evidence is a ratio to the limit on the scale of the adaptive detector's. */
public final class RuleEpisode {
    /** The evidence of what just reaches the limit. */
    private static final double LIMIT = 4;
    /** A ratio beyond this says nothing more. */
    private static final double MOST = 100;

    private final SeriesKey series;
    private final EvidenceKind kind;
    private final AlertListener listener;

    private Detector definition;
    private String unit;
    private long kpiVersion;

    private boolean open;
    private AlertId id = new AlertId("0".repeat(32));
    private int sequence;
    private long started;
    private int points;
    private Severity severity = Severity.LOW;
    private double peak;
    private long peakAt;
    private int sign;
    private double actual;
    private double lower;
    private double upper;
    private double expected;
    private String why = "";

    /**
     * What speaks at one time.
     *
     * @param ratio to the limit, at least 1
     * @param bounds what would have been harmless
     */
    public record Finding(long at, double ratio, int sign, double actual, Bounds bounds, String why) {}

    public RuleEpisode(
            SeriesKey series,
            EvidenceKind kind,
            Detector definition,
            String unit,
            long kpiVersion,
            AlertListener listener) {
        this.series = series;
        this.kind = kind;
        this.definition = definition;
        this.unit = unit;
        this.kpiVersion = kpiVersion;
        this.listener = listener;
    }

    void redefine(Detector changed, Settings settings) {
        definition = changed;
        unit = settings.kpi().unit();
        kpiVersion = settings.kpi().version();
    }

    public boolean isOpen() {
        return open;
    }

    long started() {
        return started;
    }

    /** Opens the alert, or keeps it open and perhaps escalates it. */
    public void over(long since, Finding finding) {
        if (!open) {
            open = true;
            started = since;
            id = AlertId.of(series.id(), definition.id(), since);
            sequence = 0;
            points = 1;
            peak(finding);
            severity = definition.conditions().severities().of(peak, LIMIT);
            emit(AlertEventKind.OPENED, finding.at(), OptionalLong.empty());
            return;
        }
        points++;
        if (evidence(finding) > peak) {
            peak(finding);
            Severity now = definition.conditions().severities().of(peak, LIMIT);
            if (now.compareTo(severity) > 0) {
                severity = now;
                emit(AlertEventKind.ESCALATED, finding.at(), OptionalLong.empty());
            }
        }
    }

    public void resolve(long at) {
        emit(AlertEventKind.RESOLVED, at, OptionalLong.of(at));
        open = false;
    }

    /** As it stands, with the number of the last event. */
    public Optional<AlertEvent> now(long at) {
        return open
                ? Optional.of(event(AlertEventKind.AMENDED, sequence, Math.max(at, started), OptionalLong.empty()))
                : Optional.empty();
    }

    private void peak(Finding finding) {
        peak = evidence(finding);
        peakAt = finding.at();
        sign = finding.sign();
        actual = finding.actual();
        expected = finding.bounds().expected();
        lower = finding.bounds().lower();
        upper = finding.bounds().upper();
        why = finding.why();
    }

    private static double evidence(Finding finding) {
        return LIMIT * Math.min(MOST, finding.ratio());
    }

    private void emit(AlertEventKind what, long at, OptionalLong resolved) {
        listener.onAlert(event(what, ++sequence, at, resolved));
    }

    private AlertEvent event(AlertEventKind what, int number, long at, OptionalLong resolved) {
        return new AlertEvent(
                id,
                number,
                what,
                series,
                definition.id(),
                started,
                at,
                resolved,
                severity,
                peak,
                peakAt,
                LIMIT,
                sign,
                actual,
                new Bounds(expected, lower, upper),
                List.of(kind),
                why,
                points,
                unit,
                new AlertEvent.Versions(0, 0, kpiVersion + definition.version() - 1, SeriesDetector.CODE_VERSION));
    }

    void write(StateWriter out) {
        out.put(open);
        if (open) {
            out.put(id.value()).put(sequence).put(started).put(points).put(severity.ordinal());
            out.put(peak)
                    .put(peakAt)
                    .put(sign)
                    .put(actual)
                    .put(expected)
                    .put(lower)
                    .put(upper)
                    .put(why);
        }
    }

    void read(StateReader in) {
        open = in.getBoolean();
        if (open) {
            id = new AlertId(in.getString());
            sequence = in.getInt();
            started = in.getLong();
            points = in.getInt();
            severity = Severity.values()[in.getInt()];
            peak = in.getDouble();
            peakAt = in.getLong();
            sign = in.getInt();
            actual = in.getDouble();
            expected = in.getDouble();
            lower = in.getDouble();
            upper = in.getDouble();
            why = in.getString();
        }
    }
}
