// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.joint;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.EvidenceKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Expression;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.scorer.detector.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A composite on one virtual series: its alerts are a function of the alerts that it joins and of the clock. */
public final class CompositeSeries {
    /** What lies further back is settled: the longest late limit, and an hour. */
    private static final long MEMORY = 25 * Micros.HOUR;

    private static final int NAMED = 3;

    private final JointAlerts alerts;
    private final Map<AlertId, AlertEvent> inputs = new TreeMap<>(Comparator.comparing(AlertId::value));
    private final Ledger ledger;

    public CompositeSeries(SeriesKey series, Collection<AlertEvent> inputs, Ledger ledger) {
        alerts = new JointAlerts(series);
        this.ledger = ledger;
        inputs.forEach(this::take);
    }

    /** The newest event of each input. */
    public Collection<AlertEvent> inputs() {
        return inputs.values();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Takes what a detector said; an older event of the same alert changes nothing. */
    public void take(AlertEvent event) {
        inputs.merge(event.alertId(), event, (old, given) -> given.sequence() > old.sequence() ? given : old);
    }

    /**
     * How what is known now differs from what was told.
     *
     * @param now event time, UTC microseconds
     */
    public List<AlertEvent> evaluate(Detector.Composite definition, long now) {
        long window = Micros.of(definition.window());
        List<AlertEvent> views = new ArrayList<>();
        if (definition.enabled()) {
            for (Span span : holding(definition.when(), window)) {
                long lasting = Micros.of(definition.conditions().minDuration());
                if (Math.min(span.to(), now) - span.from() >= lasting) {
                    views.add(view(definition, span, window, lasting, now));
                }
            }
        }
        List<AlertEvent> difference = ledger.reconcile(views, latest());
        forget(window, now);
        return difference;
    }

    /** The clock from which on {@link #evaluate} may differ without new input. */
    public long deadline(Detector.Composite definition, long now) {
        long window = Micros.of(definition.window());
        long lasting = Micros.of(definition.conditions().minDuration());
        long deadline = Long.MAX_VALUE;
        for (Span span : holding(definition.when(), window)) {
            for (long at : new long[] {span.from() + lasting, span.to()}) {
                deadline = at > now ? Math.min(deadline, at) : deadline;
            }
        }
        return deadline;
    }

    private List<Span> holding(Expression when, long window) {
        return switch (when) {
            case Expression.All(List<Expression> of) -> {
                List<Span> common = List.of(new Span(Long.MIN_VALUE, Long.MAX_VALUE));
                for (Expression each : of) {
                    common = Span.intersection(common, holding(each, window));
                }
                yield common;
            }
            case Expression.Any(List<Expression> of) ->
                Span.union(of.stream()
                        .flatMap(each -> holding(each, window).stream())
                        .toList());
            case Expression.Not(Expression of) -> Span.complement(holding(of, window));
            case Expression.Alerting alerting ->
                Span.union(inputs.values().stream()
                        .filter(input -> speaks(input, alerting))
                        .map(input -> span(input, window))
                        .toList());
        };
    }

    private static boolean speaks(AlertEvent input, Expression.Alerting alerting) {
        return input.kind() != AlertEventKind.RETRACTED
                && input.detectorId().equals(alerting.detector())
                && alerting.takes(input.severity(), input.sign());
    }

    private static Span span(AlertEvent input, long window) {
        return new Span(
                input.started(), input.resolved().isPresent() ? input.resolved().getAsLong() + window : Long.MAX_VALUE);
    }

    private AlertEvent view(Detector.Composite definition, Span span, long window, long lasting, long now) {
        List<AlertEvent> speaking = inputs.values().stream()
                .filter(input -> input.kind() != AlertEventKind.RETRACTED
                        && span(input, window).overlaps(span))
                .filter(input -> positive(definition.when(), input))
                .sorted(Comparator.comparingDouble((AlertEvent input) -> -input.peakEvidence() / input.threshold())
                        .thenComparing(input -> input.alertId().value()))
                .toList();
        AlertEvent strongest = speaking.getFirst();
        Severity severity = definition
                .conditions()
                .severities()
                .always()
                .orElseGet(() -> speaking.stream()
                        .map(AlertEvent::severity)
                        .max(Comparator.naturalOrder())
                        .orElse(Severity.LOW));
        long known = speaking.stream()
                .mapToLong(AlertEvent::at)
                .filter(at -> at <= now)
                .max()
                .orElse(span.from());
        boolean ended = span.to() <= now;
        return alerts.view(
                definition,
                EvidenceKind.COMPOSITE,
                span.from(),
                Math.max(known, span.from() + lasting),
                ended ? OptionalLong.of(span.to()) : OptionalLong.empty(),
                severity,
                new JointAlerts.Peak(
                        strongest.peakAt(),
                        strongest.peakEvidence(),
                        strongest.threshold(),
                        strongest.sign(),
                        strongest.actual(),
                        strongest.bounds()),
                speaking.size(),
                sentence(speaking),
                strongest.unit());
    }

    /** Whether the expression asks for the alert, rather than for its absence. */
    private static boolean positive(Expression when, AlertEvent input) {
        return switch (when) {
            case Expression.All(List<Expression> of) -> of.stream().anyMatch(each -> positive(each, input));
            case Expression.Any(List<Expression> of) -> of.stream().anyMatch(each -> positive(each, input));
            case Expression.Not(Expression of) -> false;
            case Expression.Alerting alerting -> speaks(input, alerting);
        };
    }

    private static String sentence(List<AlertEvent> speaking) {
        String named = speaking.stream()
                .limit(NAMED)
                .map(input -> input.series() + ": " + input.why())
                .collect(Collectors.joining("; and "));
        return speaking.size() <= NAMED ? named : named + "; and " + (speaking.size() - NAMED) + " more";
    }

    private long latest() {
        return inputs.values().stream().mapToLong(AlertEvent::at).max().orElse(Long.MIN_VALUE);
    }

    /** Forgets whole stretches in which anything spoke, so that what is kept never changes by it. */
    private void forget(long window, long now) {
        List<Span> any = Span.union(
                inputs.values().stream().map(input -> span(input, window)).toList());
        long until = Long.MIN_VALUE;
        for (Span span : any) {
            until = span.to() < now - MEMORY ? span.to() : until;
        }
        long gone = until;
        if (gone != Long.MIN_VALUE) {
            inputs.values().removeIf(input -> span(input, window).to() <= gone);
            ledger.forgetEnded(gone);
        }
    }

    /** Ends what is open; for a composite that is no more. */
    public List<AlertEvent> retire(long now) {
        inputs.clear();
        return ledger.end(now);
    }
}
