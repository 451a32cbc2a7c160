// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.LabelledEpisode;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.verdict.VerdictLogistic;
import io.tidewatch.scorer.detector.SeriesDetector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Gives the oracle's verdicts an hour after an alert has resolved, and what follows from them: calibration and masks. */
final class Analyst implements Lessons {
    private static final long THINKING = Micros.HOUR;

    private final Oracle oracle;
    private final Tuning tuning;
    private final ArrayDeque<AlertEvent> resolved = new ArrayDeque<>();
    private final List<LabelledEpisode> episodes = new ArrayList<>();
    private final List<TimeRange> masks = new ArrayList<>();

    Analyst(Oracle oracle, Tuning tuning) {
        this.oracle = oracle;
        this.tuning = tuning;
    }

    @Override
    public void look(AlertEvent event) {
        resolved.add(event);
    }

    @Override
    public void speakUntil(long time, SeriesDetector detector) {
        boolean spoke = false;
        while (!resolved.isEmpty() && resolved.peek().at() + THINKING <= time) {
            AlertEvent event = resolved.remove();
            spoke |= oracle.verdict(event).map(kind -> note(event, kind)).orElse(false);
        }
        if (spoke) {
            detector.apply(VerdictLogistic.fit(episodes, episodes.size(), 0, tuning));
        }
    }

    private boolean note(AlertEvent event, VerdictKind kind) {
        TimeRange range = new TimeRange(event.started(), event.resolved().orElse(event.at()));
        episodes.add(new LabelledEpisode(
                episodes.size() + 1, kind, range, event.peakEvidence(), event.threshold(), event.sign()));
        if (kind.masksTraining()) {
            masks.add(range);
        }
        return true;
    }

    @Override
    public List<TimeRange> masks() {
        return masks;
    }
}
