// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the world was told of alerts that late points may still change. An alert keeps the id under which it was first told,
 * also when its beginning moves; the detectors know it by an id of their own, which follows its beginning.
 */
public final class Ledger {
    /**
     * An alert as the world knows it.
     *
     * @param own the id by which the detectors know it now
     * @param last the newest event told, under the id that the world knows
     */
    public record Entry(AlertId own, AlertEvent last) {
        boolean retracted() {
            return last.kind() == AlertEventKind.RETRACTED;
        }
    }

    private final List<Entry> entries = new ArrayList<>(1);

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public void add(Entry entry) {
        entries.add(entry);
    }

    int size() {
        return entries.size();
    }

    AlertEvent last(int index) {
        return entries.get(index).last();
    }

    /** Translates an event of the detectors as it happens. */
    AlertEvent told(AlertEvent event) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.own().equals(event.alertId())) {
                AlertEventKind kind = event.kind() == AlertEventKind.OPENED ? AlertEventKind.AMENDED : event.kind();
                return tell(i, entry.own(), event, kind);
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.last().alertId().equals(event.alertId())) {
                // An alert that was taken back comes again, or another one begins where one began that has moved.
                return entry.retracted()
                        ? tell(i, event.alertId(), event, AlertEventKind.AMENDED)
                        : first(event, other(event));
            }
        }
        return first(event, event.alertId());
    }

    private AlertEvent first(AlertEvent event, AlertId id) {
        AlertEvent told = copy(event, id, event.sequence(), event.kind(), event.at(), event.resolved());
        entries.add(new Entry(event.alertId(), told));
        return told;
    }

    private static AlertId other(AlertEvent event) {
        return AlertId.of(event.series().id(), event.detectorId(), event.started() + 1);
    }

    /**
     * Compares what was told with how things turned out, and tells the difference.
     *
     * @param views the newest view of each alert since the checkpoint, open ones as they stand
     * @param at when the difference became known
     */
    public List<AlertEvent> reconcile(Collection<AlertEvent> views, long at) {
        List<AlertEvent> difference = new ArrayList<>();
        Map<AlertId, AlertEvent> left = new LinkedHashMap<>();
        views.forEach(view -> left.put(view.alertId(), view));
        List<Integer> unmatched = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            AlertEvent view = left.remove(entries.get(i).own());
            if (view != null) {
                amend(i, view, at, difference);
            } else {
                unmatched.add(i);
            }
        }
        for (int i : unmatched) {
            AlertEvent last = entries.get(i).last();
            AlertEvent heir = left.values().stream()
                    .filter(view -> view.detectorId().equals(last.detectorId()) && overlap(view, last))
                    .findFirst()
                    .orElse(null);
            if (heir != null) {
                left.remove(heir.alertId());
                amend(i, heir, at, difference);
            } else if (!entries.get(i).retracted()) {
                difference.add(tell(i, entries.get(i).own(), at(last, at), AlertEventKind.RETRACTED));
            }
        }
        for (AlertEvent view : left.values()) {
            AlertEvent opened = copy(
                    view, view.alertId(), 1, AlertEventKind.OPENED, Math.max(view.started(), at), OptionalLong.empty());
            difference.add(told(opened));
            if (view.resolved().isPresent()) {
                difference.add(told(copy(
                        view, view.alertId(), 2, AlertEventKind.RESOLVED, Math.max(view.at(), at), view.resolved())));
            }
        }
        return difference;
    }

    /** Forgets alerts that no point can change any more: begun by then, and not open then. */
    void forget(long until, Set<AlertId> open) {
        entries.removeIf(entry -> entry.last().started() <= until && !open.contains(entry.own()));
    }

    /** Forgets alerts that ended by then, or were taken back. */
    public void forgetEnded(long until) {
        entries.removeIf(entry -> entry.last().resolved().orElse(Long.MAX_VALUE) <= until
                || (entry.retracted() && entry.last().started() <= until));
    }

    /** Ends what is open; for a detector that is no more. */
    public List<AlertEvent> end(long at) {
        List<AlertEvent> ended = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            AlertEvent last = entries.get(i).last();
            if (!entries.get(i).retracted() && last.resolved().isEmpty()) {
                long end = Math.max(at, last.at());
                AlertEvent view = copy(last, last.alertId(), last.sequence(), last.kind(), end, OptionalLong.of(end));
                ended.add(tell(i, entries.get(i).own(), view, AlertEventKind.RESOLVED));
            }
        }
        return ended;
    }

    private void amend(int index, AlertEvent view, long at, List<AlertEvent> difference) {
        Entry entry = entries.get(index);
        AlertEvent last = entry.last();
        boolean same = !entry.retracted()
                && last.started() == view.started()
                && last.severity() == view.severity()
                && last.resolved().equals(view.resolved())
                && (view.resolved().isEmpty()
                        || (last.peakEvidence() == view.peakEvidence() && last.peakAt() == view.peakAt()));
        if (same) {
            entries.set(index, new Entry(view.alertId(), last));
            return;
        }
        boolean ends = view.resolved().isPresent() && last.resolved().isEmpty();
        difference.add(
                tell(index, view.alertId(), at(view, at), ends ? AlertEventKind.RESOLVED : AlertEventKind.AMENDED));
    }

    private AlertEvent tell(int index, AlertId own, AlertEvent event, AlertEventKind kind) {
        AlertEvent last = entries.get(index).last();
        AlertEvent told = copy(event, last.alertId(), last.sequence() + 1, kind, event.at(), event.resolved());
        entries.set(index, new Entry(own, told));
        return told;
    }

    private static AlertEvent at(AlertEvent event, long at) {
        return copy(event, event.alertId(), event.sequence(), event.kind(), Math.max(event.at(), at), event.resolved());
    }

    private static boolean overlap(AlertEvent one, AlertEvent other) {
        return one.started() <= other.resolved().orElse(Long.MAX_VALUE)
                && other.started() <= one.resolved().orElse(Long.MAX_VALUE);
    }

    private static AlertEvent copy(
            AlertEvent event, AlertId id, int sequence, AlertEventKind kind, long at, OptionalLong resolved) {
        return new AlertEvent(
                id,
                sequence,
                kind,
                event.series(),
                event.detectorId(),
                event.started(),
                at,
                resolved,
                event.severity(),
                event.peakEvidence(),
                event.peakAt(),
                event.threshold(),
                event.sign(),
                event.actual(),
                event.bounds(),
                event.evidence(),
                event.why(),
                event.points(),
                event.unit(),
                event.versions(),
                event.receipt());
    }
}
