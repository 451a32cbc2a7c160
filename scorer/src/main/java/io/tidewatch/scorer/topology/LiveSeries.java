// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Control;
import io.tidewatch.scorer.detector.Rescorer;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A series in memory with what was said while one record was handled. */
final class LiveSeries implements AlertListener {
    /** Points of one record for which there is room at all times. */
    private static final int KEPT = 16;

    private final Rescorer rescorer;
    private final List<byte[]> alerts = new ArrayList<>();
    private final List<ServedScore> scores = new ArrayList<>();
    private long[] times = new long[1];
    private double[] values = new double[1];
    private int accepted;
    private Settings settings;
    private long newestForecast;
    private long newestCalibration;
    private final List<AlertEvent> events = new ArrayList<>(1);
    private long rescored;
    private int notables;
    private long forgottenUntil = Long.MIN_VALUE;
    private final Ahead ahead;

    LiveSeries(SeriesKey series, Settings settings, Ahead ahead) {
        this.settings = settings;
        this.ahead = ahead;
        this.rescorer = new Rescorer(series, settings, this, Tuning.DEFAULT);
    }

    /** As it was kept. */
    LiveSeries(SeriesKey series, Rescorer.Memory memory, long[] times, double[] values, Ahead ahead) {
        this.ahead = ahead;
        settings = ((Control.NewSettings) memory.controls().getFirst()).settings();
        for (Control control : memory.controls()) {
            switch (control) {
                case Control.NewSettings given -> settings = given.settings();
                case Control.NewCalibration given ->
                    newestCalibration = given.calibration().version();
                case Control.NewForecast given ->
                    newestForecast = Math.max(newestForecast, given.forecast().modelVersion());
            }
        }
        rescorer = Rescorer.resume(series, memory, times, values, this, Tuning.DEFAULT);
        forgottenUntil = rescorer.pointsSince();
    }

    Rescorer rescorer() {
        return rescorer;
    }

    void settings(Settings current) {
        if (!current.equals(settings)) {
            settings = current;
            rescorer.apply(current);
        }
    }

    void apply(Forecast forecast) {
        if (forecast.modelVersion() > newestForecast) {
            newestForecast = forecast.modelVersion();
            rescorer.apply(ahead.of(forecast));
        }
    }

    void apply(Calibration calibration) {
        if (calibration.version() > newestCalibration) {
            newestCalibration = calibration.version();
            rescorer.apply(calibration);
        }
    }

    /** @return how many points were too late */
    int score(SeriesPoints points, Scored out) {
        int tooLate = 0;
        for (int i = 0; i < points.size(); i++) {
            double value = points.value()[i];
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value must be finite, not " + value);
            }
            long time = points.timeMicros()[i];
            switch (rescorer.score(time, value, out)) {
                case SCORED -> {
                    serve(out);
                    accept(time, value);
                }
                case RESCORED -> {
                    accept(time, value);
                    rescored++;
                }
                case KNOWN -> {
                    // Sent twice.
                }
                case TOO_LATE -> tooLate++;
            }
        }
        rescorer.settle(this::serve);
        return tooLate;
    }

    private void serve(Scored out) {
        if (settings.kpi().keepScores() && out.provenance != Provenance.WARM_UP) {
            scores.add(new ServedScore(
                    out.time,
                    out.value,
                    new Bounds(out.expected, out.lower, out.upper),
                    out.score,
                    out.provenance,
                    out.modelVersion));
        }
    }

    private void accept(long time, double value) {
        if (accepted == times.length) {
            times = Arrays.copyOf(times, 2 * accepted);
            values = Arrays.copyOf(values, 2 * accepted);
        }
        times[accepted] = time;
        values[accepted++] = value;
    }

    @Override
    public void onAlert(AlertEvent event) {
        alerts.add(AlertsCodec.encode(new AlertsMessage.Event(event)));
        events.add(event);
    }

    @Override
    public void onControl(ControlApplied applied) {
        alerts.add(AlertsCodec.encode(new AlertsMessage.Control(applied)));
    }

    @Override
    public void onNotable(Notable notable) {
        alerts.add(AlertsCodec.encode(new AlertsMessage.Seen(notable)));
        notables++;
    }

    /** Whether points up to this time can be scored; if not, the series must be read again from the stores. */
    boolean reaches(long time) {
        return ahead.reaches(time);
    }

    /** How many of {@link #alerts} are about something notable. */
    int notables() {
        return notables;
    }

    /** The store has no points up to here any more. */
    long forgottenUntil() {
        return forgottenUntil;
    }

    void forgotten(long until) {
        forgottenUntil = until;
    }

    /** Records of the alerts topic since {@link #clear}. */
    List<byte[]> alerts() {
        return alerts;
    }

    List<ServedScore> scores() {
        return scores;
    }

    /** How many points were taken since {@link #clear}. */
    int accepted() {
        return accepted;
    }

    long acceptedTime(int index) {
        return times[index];
    }

    double acceptedValue(int index) {
        return values[index];
    }

    /** Those of {@link #alerts} that are alert events. */
    List<AlertEvent> events() {
        return events;
    }

    /** How many late points were scored since {@link #clear}. */
    long rescored() {
        return rescored;
    }

    void clear() {
        alerts.clear();
        scores.clear();
        accepted = 0;
        if (times.length > KEPT) {
            // A long record comes once, when the series is new or was waited for.
            times = new long[1];
            values = new double[1];
        }
        events.clear();
        rescored = 0;
        notables = 0;
    }
}
