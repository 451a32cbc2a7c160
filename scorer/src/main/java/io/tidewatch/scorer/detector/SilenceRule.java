// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Severities;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.util.Optional;

/**
 * Notices that a series has fallen silent. Every time it states follows from the points' times and the rhythm alone, whether the
 * clock or the next point brings it to light; so what is replayed without a clock alerts the same.
 */
final class SilenceRule implements Rule {
    private static final long NEVER = Long.MIN_VALUE;

    private final RuleEpisode episode;
    private final Rhythm rhythm;
    private Detector.NoData definition;
    private long last = NEVER;
    private double lastValue;
    private boolean quiet;

    SilenceRule(SeriesKey series, Detector.NoData definition, Settings settings, AlertListener listener) {
        this.definition = definition;
        rhythm = new Rhythm(settings.kpi().zone());
        episode = new RuleEpisode(
                series,
                EvidenceKind.NO_DATA,
                definition,
                settings.kpi().unit(),
                settings.kpi().version(),
                listener);
    }

    @Override
    public Detector definition() {
        return definition;
    }

    @Override
    public void redefine(Detector changed, Settings settings) {
        if (changed instanceof Detector.NoData noData) {
            definition = noData;
            rhythm.zone(settings.kpi().zone());
            episode.redefine(changed, settings);
        }
    }

    @Override
    public void score(long time, double value, long step, boolean quietNow) {
        if (last != NEVER) {
            silentUntil(time);
            rhythm.learn(last, time - last);
        }
        if (episode.isOpen()) {
            episode.resolve(time);
        }
        last = time;
        lastValue = value;
        quiet = quietNow;
    }

    @Override
    public void clock(long micros) {
        if (last != NEVER) {
            silentUntil(micros);
        }
    }

    private void silentUntil(long now) {
        long allowed = allowed();
        if (allowed == Long.MAX_VALUE) {
            return;
        }
        long since = last + allowed;
        if (!episode.isOpen() && now > since) {
            episode.over(since, finding(since, 1, allowed));
        }
        if (episode.isOpen()) {
            Severities severities = definition.conditions().severities();
            escalate(now, severities.mediumFrom(), allowed);
            escalate(now, severities.highFrom(), allowed);
        }
    }

    private void escalate(long now, double ratio, long allowed) {
        long at = reached(ratio, allowed);
        if (now > at && at > episode.started()) {
            episode.over(episode.started(), finding(at, ratio, allowed));
        }
    }

    private long reached(double ratio, long allowed) {
        return last + (long) Math.ceil(ratio * allowed);
    }

    /** How long silence may last now, microseconds; for ever where nothing is known yet, or nobody wants to hear. */
    private long allowed() {
        if (!definition.enabled()
                || last == NEVER
                || (quiet && definition.conditions().quietOnEvents())) {
            return Long.MAX_VALUE;
        }
        if (definition.after().isPresent()) {
            return Micros.of(definition.after().get());
        }
        return rhythm.allowed(last, definition.patience());
    }

    private RuleEpisode.Finding finding(long at, double ratio, long allowed) {
        String usual = definition.after().isPresent()
                ? ", " + Spans.words(definition.after().get()) + " allowed"
                : "; at this hour of the week gaps last up to " + Spans.words(Micros.toDuration(rhythm.usual(last)));
        return new RuleEpisode.Finding(
                at,
                ratio,
                -1,
                lastValue,
                new Bounds(lastValue, Double.NaN, Double.NaN),
                "no data for " + Spans.words(Micros.toDuration(at - last)) + usual + "; the last value was "
                        + Numbers.text(lastValue));
    }

    @Override
    public long deadline() {
        long allowed = allowed();
        if (allowed == Long.MAX_VALUE) {
            return allowed;
        }
        if (!episode.isOpen()) {
            return last + allowed + 1;
        }
        Severities severities = definition.conditions().severities();
        if (severities.always().isPresent()) {
            return Long.MAX_VALUE;
        }
        double peak = episode.now(last).map(AlertEvent::peakEvidence).orElse(0.0) / 4;
        double next = peak < severities.mediumFrom() ? severities.mediumFrom() : severities.highFrom();
        return peak >= severities.highFrom() ? Long.MAX_VALUE : reached(next, allowed) + 1;
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
        out.put(last).put(lastValue).put(quiet);
        rhythm.write(out);
        episode.write(out);
    }

    @Override
    public void read(StateReader in) {
        last = in.getLong();
        lastValue = in.getDouble();
        quiet = in.getBoolean();
        rhythm.read(in);
        episode.read(in);
    }
}
