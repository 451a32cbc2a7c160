// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.util.Locale;
import java.util.Optional;

/** Compares what a sliding window comes to with a limit; it speaks once a series was seen for a whole window. */
final class ThresholdRule implements Rule {
    private final RuleEpisode episode;
    private final Gate gate = new Gate();
    private final Window window = new Window();
    private Detector.Threshold definition;
    private String unit;
    private long firstSeen = Long.MIN_VALUE;

    ThresholdRule(SeriesKey series, Detector.Threshold definition, Settings settings, AlertListener listener) {
        this.definition = definition;
        unit = settings.kpi().unit();
        episode = new RuleEpisode(
                series, EvidenceKind.THRESHOLD, definition, unit, settings.kpi().version(), listener);
    }

    @Override
    public Detector definition() {
        return definition;
    }

    @Override
    public void redefine(Detector changed, Settings settings) {
        if (changed instanceof Detector.Threshold threshold) {
            definition = threshold;
            unit = settings.kpi().unit();
            episode.redefine(changed, settings);
        }
    }

    @Override
    public void score(long time, double value, long step, boolean quiet) {
        if (firstSeen == Long.MIN_VALUE) {
            firstSeen = time;
        }
        long length = Micros.of(definition.window());
        window.add(time, value, length);
        double measured = time - firstSeen < length - Math.max(step, 1)
                ? Double.NaN
                : window.measure(definition.function(), definition.quantile());
        boolean may = definition.enabled()
                && !(definition.conditions().quietOnEvents() && quiet)
                && Double.isFinite(measured);
        if (episode.isOpen()) {
            if (may && beyond(measured, definition.recovery().orElse(definition.limit()))) {
                episode.over(episode.started(), finding(time, measured));
            } else {
                episode.resolve(time);
            }
            gate.admits(time, may && beyond(measured, definition.limit()), definition.conditions());
            return;
        }
        Conditions conditions = definition.conditions();
        boolean over = may
                && beyond(measured, definition.limit())
                && conditions.allows(measured, definition.limit(), 1, Direction.BOTH, false);
        if (gate.admits(time, over, conditions)) {
            episode.over(gate.since(), finding(time, measured));
        }
    }

    private boolean beyond(double measured, double limit) {
        return definition.above() ? measured > limit : measured < limit;
    }

    private RuleEpisode.Finding finding(long time, double measured) {
        double limit = definition.limit();
        double ratio = 1 + Math.max(0, definition.above() ? measured - limit : limit - measured) / scale(limit);
        Bounds bounds = definition.above()
                ? new Bounds(limit, Double.NEGATIVE_INFINITY, limit)
                : new Bounds(limit, limit, Double.POSITIVE_INFINITY);
        return new RuleEpisode.Finding(time, ratio, definition.above() ? 1 : -1, measured, bounds, sentence(measured));
    }

    /** Of the limit; of 1 in the KPI's unit where it is 0. */
    private static double scale(double limit) {
        return limit == 0 ? 1 : Math.abs(limit);
    }

    private String sentence(double measured) {
        String what = switch (definition.function()) {
            case MEAN -> "mean";
            case SUM -> "sum";
            case RATE -> "change a minute";
            case QUANTILE -> String.format(Locale.ROOT, "%s quantile", Numbers.text(definition.quantile()));
        };
        return what + " over " + Spans.words(definition.window()) + " " + Numbers.text(measured)
                + (unit.isEmpty() ? "" : " " + unit) + ", " + (definition.above() ? "above" : "below")
                + " the limit of "
                + Numbers.text(definition.limit());
    }

    @Override
    public void retire(long time) {
        if (episode.isOpen()) {
            episode.resolve(time);
        }
    }

    @Override
    public Optional<AlertEvent> openAlert(long at) {
        return episode.now(at);
    }

    @Override
    public void write(StateWriter out) {
        out.put(firstSeen);
        gate.write(out);
        window.write(out);
        episode.write(out);
    }

    @Override
    public void read(StateReader in) {
        firstSeen = in.getLong();
        gate.read(in);
        window.read(in);
        episode.read(in);
    }
}
