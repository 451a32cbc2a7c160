// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.feedback.kpi.KpiService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Detectors out to a document, and in from one with what differs named. A detector is known by its KPI and name. */
public final class DetectorCode {
    private final DetectorService detectors;
    private final KpiService kpis;

    public DetectorCode(DetectorService detectors, KpiService kpis) {
        this.detectors = detectors;
        this.kpis = kpis;
    }

    /**
     * What of a detector is other than before.
     *
     * @param field its path, such as {@code threshold.limit}
     * @param before null where it was not there
     * @param after null where it goes
     */
    public record Difference(
            String field, @Nullable Object before, @Nullable Object after) {}

    /**
     * What is to be done with a detector, or was.
     *
     * @param action created, changed, unchanged or deleted
     */
    public record Change(String detector, String action, List<Difference> differences) {
        public Change {
            differences = List.copyOf(differences);
        }
    }

    /** One detector as YAML, whether it is stored or not. */
    public String text(Detector detector) {
        return DetectorDocument.write(List.of(detector));
    }

    /**
     * As YAML, in order of their ids.
     *
     * @param kpi all of them where null
     * @throws TidewatchException NOT_FOUND
     */
    public String export(@Nullable String kpi) {
        List<String> names = kpi == null
                ? kpis.all().stream().map(settings -> settings.kpi().name()).toList()
                : List.of(kpi);
        return DetectorDocument.write(
                names.stream().flatMap(name -> detectors.of(name).stream()).toList());
    }

    /**
     * Makes the detectors what the document says; reads and checks all of it before anything is changed.
     *
     * @param prune whether detectors of the document's KPIs that it doesn't name are deleted; the adaptive one stays
     * @param dryRun whether only to say what would be done
     * @throws TidewatchException INVALID_VALUE naming lines and fields; NOT_FOUND where a KPI is unknown
     */
    public List<Change> apply(String document, boolean prune, boolean dryRun, String actor) {
        List<DetectorDocument.Entry> entries = DetectorDocument.read(document);
        Map<String, Detector> there = new TreeMap<>();
        Set<String> named =
                entries.stream().map(entry -> entry.wanted().kpi()).collect(Collectors.toCollection(TreeSet::new));
        named.forEach(kpi -> detectors.of(kpi).forEach(detector -> there.put(detector.id(), detector)));
        check(entries, there);
        List<Change> changes = new ArrayList<>();
        // What a composite waits for has to be there first.
        entries.stream()
                .sorted(Comparator.comparing(entry -> entry.wanted() instanceof Detector.Composite))
                .forEach(entry ->
                        changes.add(one(entry, there.remove(entry.wanted().id()), dryRun, actor)));
        if (prune) {
            // Composites go first, for the same reason.
            there.values().stream()
                    .filter(detector -> !(detector instanceof Detector.Adaptive))
                    .sorted(Comparator.comparing(detector -> !(detector instanceof Detector.Composite)))
                    .forEach(detector -> {
                        if (!dryRun) {
                            detectors.delete(detector.kpi(), detector.name(), detector.version(), actor);
                        }
                        changes.add(new Change(detector.id(), "deleted", List.of()));
                    });
        }
        return changes;
    }

    private void check(List<DetectorDocument.Entry> entries, Map<String, Detector> there) {
        Map<String, Detector> after = new HashMap<>();
        entries.forEach(entry -> after.put(entry.wanted().id(), entry.wanted()));
        List<String> faults = new ArrayList<>();
        for (DetectorDocument.Entry entry : entries) {
            @Nullable Detector before = there.get(entry.wanted().id());
            if (before != null && !before.getClass().equals(entry.wanted().getClass())) {
                faults.add("line " + entry.line() + ": detector " + before.id() + " keeps its kind");
            }
            if (before == null && entry.wanted() instanceof Detector.Adaptive) {
                faults.add("line " + entry.line() + ": the adaptive detector of a KPI is named \"adaptive\"");
            }
            try {
                detectors.checkInputs(entry.wanted(), after);
            } catch (TidewatchException e) {
                faults.add("line " + entry.line() + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.join("; ", faults));
        }
    }

    private Change one(DetectorDocument.Entry entry, @Nullable Detector before, boolean dryRun, String actor) {
        Detector wanted = entry.wanted();
        if (before == null) {
            if (!dryRun) {
                detectors.create(wanted.kpi(), entry.json(), actor);
            }
            return new Change(wanted.id(), "created", List.of());
        }
        List<Difference> differences = differences(before, wanted);
        if (differences.isEmpty()) {
            return new Change(wanted.id(), "unchanged", differences);
        }
        if (!dryRun) {
            detectors.change(wanted.kpi(), wanted.name(), entry.json().at(before.version()), actor);
        }
        return new Change(wanted.id(), "changed", differences);
    }

    private static List<Difference> differences(Detector before, Detector after) {
        Map<String, Object> was = new TreeMap<>();
        Map<String, Object> is = new TreeMap<>();
        flatten("", DetectorDocument.tree(before), was);
        flatten("", DetectorDocument.tree(after), is);
        Set<String> fields = new TreeSet<>(was.keySet());
        fields.addAll(is.keySet());
        return fields.stream()
                .filter(field -> !Objects.equals(was.get(field), is.get(field)))
                .map(field -> new Difference(field, was.get(field), is.get(field)))
                .toList();
    }

    private static void flatten(String path, Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, inner) -> flatten(path.isEmpty() ? String.valueOf(name) : path + "." + name, inner, into));
        } else {
            into.put(path, value);
        }
    }
}
