// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The alert of one series, if one is open: what its events say, and when it ends. */
final class Episode {
    /** Those of the adaptive detector; their order is part of the state. */
    private static final EvidenceKind[] KINDS = {
        EvidenceKind.SPIKE, EvidenceKind.FLAT_LINE, EvidenceKind.CONTEXT, EvidenceKind.SHIFT, EvidenceKind.NEW_EXTREME
    };

    static final int STREAMS = KINDS.length;

    private final SeriesKey series;
    private final AlertListener listener;

    private boolean open;
    private AlertId id = new AlertId("0".repeat(32));
    private String detectorId = "";
    private int sequence;
    private long started;
    private long lastOver;
    private int points;
    private Severity severity = Severity.LOW;
    private double peak;
    private long peakAt;
    private double threshold;
    private int sign;
    private double actual;
    private double expected;
    private double lower;
    private double upper;
    private int daysUnequalled;
    private int run;
    private final double[] strengths = new double[KINDS.length];

    Episode(SeriesKey series, AlertListener listener) {
        this.series = series;
        this.listener = listener;
    }

    boolean isOpen() {
        return open;
    }

    long started() {
        return started;
    }

    long lastOver() {
        return lastOver;
    }

    /**
     * Takes a point that is over the threshold: opens the alert, or keeps it open and perhaps escalates it.
     *
     * @param since when what is over began
     * @param receipt of this point
     */
    void over(
            Scored point,
            long since,
            double[] spoke,
            int unequalled,
            int equalRun,
            Settings settings,
            AlertEvent.Versions versions,
            Supplier<Receipt> receipt) {
        lastOver = point.time;
        if (!open) {
            begin(since, settings);
            peak(point, unequalled, equalRun);
            speak(spoke);
            severity = settings.detector().conditions().severities().of(peak, threshold);
            listener.onAlert(
                    event(AlertEventKind.OPENED, ++sequence, point.time, OptionalLong.empty(), settings, versions)
                            .with(Optional.of(receipt.get())));
            return;
        }
        points++;
        speak(spoke);
        if (point.evidence > peak) {
            peak(point, unequalled, equalRun);
            Severity now = settings.detector().conditions().severities().of(peak, threshold);
            if (now.compareTo(severity) > 0) {
                severity = now;
                listener.onAlert(event(
                                AlertEventKind.ESCALATED,
                                ++sequence,
                                point.time,
                                OptionalLong.empty(),
                                settings,
                                versions)
                        .with(Optional.of(receipt.get())));
            }
        }
    }

    /** Takes a point under the threshold while the alert waits for its quiet time to pass. */
    void under() {
        points++;
    }

    /** @param at the end: the last point over the threshold and the quiet time after it */
    void resolve(long at, Settings settings, AlertEvent.Versions versions) {
        listener.onAlert(event(AlertEventKind.RESOLVED, ++sequence, at, OptionalLong.of(at), settings, versions));
        open = false;
    }

    private void begin(long since, Settings settings) {
        open = true;
        started = since;
        detectorId = settings.detector().id();
        id = AlertId.of(series.id(), detectorId, started);
        sequence = 0;
        points = 1;
        Arrays.fill(strengths, 0);
    }

    private void peak(Scored point, int unequalled, int equalRun) {
        peak = point.evidence;
        peakAt = point.time;
        threshold = point.threshold;
        sign = point.sign;
        actual = point.value;
        expected = point.expected;
        lower = point.lower;
        upper = point.upper;
        daysUnequalled = unequalled;
        run = equalRun;
    }

    private void speak(double[] spoke) {
        for (int i = 0; i < strengths.length; i++) {
            strengths[i] = Math.max(strengths[i], spoke[i]);
        }
    }

    /** As it stands, with the number of the last event. */
    AlertEvent now(long at, Settings settings, AlertEvent.Versions versions) {
        return event(AlertEventKind.AMENDED, sequence, at, OptionalLong.empty(), settings, versions);
    }

    private AlertEvent event(
            AlertEventKind kind,
            int number,
            long at,
            OptionalLong resolved,
            Settings settings,
            AlertEvent.Versions versions) {
        List<EvidenceKind> evidence = Arrays.stream(KINDS)
                .filter(each -> strengths[each.ordinal()] > 0)
                .sorted(Comparator.comparingDouble(each -> -strengths[each.ordinal()]))
                .toList();
        Bounds bounds = new Bounds(expected, lower, upper);
        boolean ended = kind == AlertEventKind.RESOLVED;
        String why = Why.sentence(
                evidence.isEmpty() ? EvidenceKind.SPIKE : evidence.getFirst(),
                actual,
                settings.kpi().unit(),
                peakAt,
                settings.kpi().zone(),
                bounds,
                sign,
                daysUnequalled,
                run,
                (ended ? lastOver : at) - started,
                ended);
        return new AlertEvent(
                id,
                number,
                kind,
                series,
                detectorId,
                started,
                at,
                resolved,
                severity,
                peak,
                peakAt,
                threshold,
                sign,
                actual,
                bounds,
                evidence,
                why,
                points,
                settings.kpi().unit(),
                versions);
    }

    void write(StateWriter out) {
        out.put(open);
        if (!open) {
            return;
        }
        out.put(id.value())
                .put(detectorId)
                .put(sequence)
                .put(started)
                .put(lastOver)
                .put(points);
        out.put(severity.ordinal())
                .put(peak)
                .put(peakAt)
                .put(threshold)
                .put(sign)
                .put(actual);
        out.put(expected).put(lower).put(upper).put(daysUnequalled).put(run);
        for (double strength : strengths) {
            out.put(strength);
        }
    }

    void read(StateReader in) {
        open = in.getBoolean();
        if (!open) {
            return;
        }
        id = new AlertId(in.getString());
        detectorId = in.getString();
        sequence = in.getInt();
        started = in.getLong();
        lastOver = in.getLong();
        points = in.getInt();
        severity = Severity.values()[in.getInt()];
        peak = in.getDouble();
        peakAt = in.getLong();
        threshold = in.getDouble();
        sign = in.getInt();
        actual = in.getDouble();
        expected = in.getDouble();
        lower = in.getDouble();
        upper = in.getDouble();
        daysUnequalled = in.getInt();
        run = in.getInt();
        for (int i = 0; i < strengths.length; i++) {
            strengths[i] = in.getDouble();
        }
    }
}
