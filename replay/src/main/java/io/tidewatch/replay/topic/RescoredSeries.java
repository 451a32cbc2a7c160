// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.topic;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.scorer.detector.AlertListener;
import io.tidewatch.scorer.detector.Rescorer;
import io.tidewatch.scorer.detector.Scored;
import java.util.Deque;
import java.util.Iterator;

/** One series, fed as the topic has it; what took effect in life does so at the same points. */
final class RescoredSeries implements AlertListener {
    private final SeriesKey series;
    private final KnownInputs inputs;
    private final TopicReplay.Sink sink;
    private final Deque<ControlApplied> pending;
    private final Rescorer rescorer;

    RescoredSeries(SeriesKey series, KnownInputs inputs, TopicReplay.Sink sink) {
        this.series = series;
        this.inputs = inputs;
        this.sink = sink;
        this.pending = inputs.applied(series.id());
        this.rescorer = new Rescorer(series, inputs.settings(series.kpi()), this, Tuning.DEFAULT);
    }

    void clock(long micros) {
        rescorer.clock(micros);
    }

    long deadline() {
        return rescorer.deadline();
    }

    /** One record of the topic. */
    void score(SeriesPoints points, Scored out) {
        arrive();
        for (int i = 0; i < points.size(); i++) {
            rescorer.score(points.timeMicros()[i], points.value()[i], out);
        }
        rescorer.settle(scored -> {});
    }

    /** What came behind the newest point comes now; in life other records of that time may have lain between, to no effect. */
    private void arrive() {
        Iterator<ControlApplied> all = pending.iterator();
        while (all.hasNext()) {
            ControlApplied next = all.next();
            if (next.after() <= rescorer.watermark()) {
                all.remove();
                apply(next);
            }
        }
    }

    private void apply(ControlApplied control) {
        sink.applied(series, control);
        boolean known = switch (control.kind()) {
            case MODEL -> {
                var forecast = inputs.forecast(series.id(), control.version());
                forecast.ifPresent(rescorer::apply);
                yield forecast.isPresent();
            }
            case CALIBRATION -> {
                var calibration = inputs.calibration(series.id(), control.version());
                calibration.ifPresent(rescorer::apply);
                yield calibration.isPresent();
            }
            // Those in force now are in force from the first point on.
            case SETTINGS -> control.version() == inputs.settings(series.kpi()).version();
        };
        if (!known) {
            sink.missing(series, control);
        }
    }

    @Override
    public void onAlert(AlertEvent event) {
        sink.said(series, new AlertsMessage.Event(event));
    }

    @Override
    public void onControl(ControlApplied applied) {
        sink.said(series, new AlertsMessage.Control(applied));
    }

    @Override
    public void onNotable(Notable notable) {
        sink.said(series, new AlertsMessage.Seen(notable));
    }
}
