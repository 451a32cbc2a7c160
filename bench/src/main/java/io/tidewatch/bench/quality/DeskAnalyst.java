// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.queue.Question;
import io.tidewatch.replay.Lessons;
import io.tidewatch.replay.ReplaySink;
import io.tidewatch.scorer.detector.Scored;
import io.tidewatch.scorer.detector.SeriesDetector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An analyst who comes to the desk each morning of the first half and answers what its label queue offers, by the labels of the
 * data, and now and then wrongly. The detector gets the calibrations that the desk publishes, training the masks that it keeps.
 */
final class DeskAnalyst implements Lessons, ReplaySink {
    private static final long MORNING = 9 * Micros.HOUR;

    private final BenchDesk desk;
    private final SeriesKey series;
    private final Truth truth;
    private final long half;
    /** Of the answers, how many are wrong; less than 0 where nobody answers at all. */
    private final double wrong;

    private final Random dice;
    private final Map<AlertId, Episode> episodes = new LinkedHashMap<>();
    private final List<AlertEvent> untold = new ArrayList<>();
    private @Nullable Episode open;
    private List<TimeRange> masks = List.of();
    private long morning = Long.MIN_VALUE;
    private int answered;

    /** An alert as the analyst sees it on the chart. */
    static final class Episode {
        final AlertId id;
        final long opened;
        final long started;
        long lastOver;
        boolean judged;

        Episode(AlertEvent event) {
            id = event.alertId();
            opened = event.at();
            started = event.started();
            lastOver = event.at();
        }
    }

    DeskAnalyst(BenchDesk desk, SeriesKey series, Truth truth, long half, double wrong, long seed) {
        this.desk = desk;
        this.series = series;
        this.truth = truth;
        this.half = half;
        this.wrong = wrong;
        this.dice = new Random(seed);
    }

    @Override
    public void speakUntil(long time, SeriesDetector detector) {
        if (morning == Long.MIN_VALUE) {
            morning = Math.floorDiv(time, Micros.DAY) * Micros.DAY + MORNING;
        }
        while (morning <= time && morning < half) {
            if (wrong >= 0) {
                visit(detector);
            }
            morning += Micros.DAY;
        }
    }

    private void visit(SeriesDetector detector) {
        desk.at(morning);
        tell();
        if (episodes.values().stream().allMatch(episode -> episode.judged)) {
            return;
        }
        int before = answered;
        for (Question question : desk.queue()) {
            @Nullable Episode episode = episodes.get(question.alert().id());
            if (episode != null && episode != open && !episode.judged) {
                boolean says = isTrue(episode) ^ dice.nextDouble() < wrong;
                desk.judge(episode.id, says ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM, "analyst");
                episode.judged = true;
                answered++;
            }
        }
        if (answered > before) {
            detector.apply(desk.calibration(series.id()));
            masks = desk.masks(series.id());
        }
    }

    /** After the last point: every alert of the second half is judged rightly, so that the desk can measure. */
    void assess() {
        tell();
        for (Episode episode : episodes.values()) {
            if (episode.opened >= half) {
                desk.judge(
                        episode.id, isTrue(episode) ? VerdictKind.TRUE_ANOMALY : VerdictKind.FALSE_ALARM, "assessor");
            }
        }
    }

    /** Second half, by the labels alone. */
    void count(LoopScore score, long end) {
        score.weeks(half, end);
        for (Episode episode : episodes.values()) {
            if (episode.opened >= half) {
                score.alert(isTrue(episode));
            }
        }
        for (Truth.Stretch event : truth.since(half)) {
            score.event(episodes.values().stream()
                    .anyMatch(episode -> episode.lastOver >= half && event.touches(episode.started, episode.lastOver)));
        }
        score.answered(answered);
    }

    private boolean isTrue(Episode episode) {
        return truth.holds(episode.started, episode.lastOver);
    }

    private void tell() {
        desk.tell(untold);
        untold.clear();
    }

    @Override
    public List<TimeRange> masks() {
        return masks;
    }

    @Override
    public void alert(AlertEvent event) {
        untold.add(event);
        switch (event.kind()) {
            case OPENED -> {
                Episode begun = new Episode(event);
                episodes.put(event.alertId(), begun);
                open = begun;
            }
            case RESOLVED -> open = null;
            case ESCALATED, AMENDED, RETRACTED -> {
                // The same episode goes on.
            }
        }
    }

    @Override
    public void scored(int row, Scored scored) {
        if (scored.over && open != null) {
            open.lastOver = scored.time;
        }
    }

    @Override
    public void skipped(int row) {}
}
