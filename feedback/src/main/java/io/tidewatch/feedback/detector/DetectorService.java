// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.DetectorName;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.storage.kpi.KpiStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The detectors of KPIs. Each change is published to the other roles in the transaction that stores it. */
public final class DetectorService {
    private static final int MOST = 50;

    private final Workplace desk;
    private final KpiService kpis;
    private final KpiStore store;

    public DetectorService(Workplace desk, KpiService kpis) {
        this.desk = desk;
        this.kpis = kpis;
        this.store = new KpiStore(desk.database());
    }

    /**
     * In order of id; the adaptive one is among them, also where nobody has changed it yet.
     *
     * @throws TidewatchException NOT_FOUND where there is no such KPI
     */
    public List<Detector> of(String kpi) {
        Detector adaptive = kpis.find(kpi).detector();
        List<Detector> stored = store.detectors(kpi);
        if (stored.stream().anyMatch(detector -> detector.id().equals(adaptive.id()))) {
            return stored;
        }
        return Stream.concat(Stream.of(adaptive), stored.stream()).toList();
    }

    /** @throws TidewatchException NOT_FOUND */
    public Detector find(String kpi, String name) {
        return of(kpi).stream()
                .filter(detector -> detector.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.NOT_FOUND,
                        "KPI " + kpi + " has no detector \""
                                + (name.length() <= 80 ? name : name.substring(0, 80) + "…")
                                + "\". Create it, or list the ones it has."));
    }

    /** @throws TidewatchException INVALID_VALUE naming what is wrong, CONFLICT where the name is taken, NOT_FOUND */
    public Detector create(String kpi, DetectorJson json, String actor) {
        String name = Body.field("name", json.name());
        Detector wanted = DetectorReader.read(json, kpi, name, 1);
        List<Detector> there = of(kpi);
        if (wanted instanceof Detector.Adaptive) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "KPI " + kpi + " has its adaptive detector, \"" + DetectorName.ADAPTIVE
                            + "\", and can have one. Change that one instead.");
        }
        if (there.size() >= MOST) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "KPI " + kpi + " has " + there.size() + " detectors, the most allowed. Delete one first.");
        }
        checkInputs(wanted);
        return desk.change(transaction -> {
            if (there.stream().anyMatch(detector -> detector.id().equals(wanted.id()))
                    || !store.save(transaction, wanted, actor, desk.now())) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "KPI " + kpi + " has a detector \"" + name + "\". Change it instead, or choose another name.");
            }
            desk.audit(transaction, actor, "detector.created", subject(wanted), wanted.toString());
            return wanted;
        });
    }

    /**
     * Replaces what the detector is set to; its name and kind stay.
     *
     * @throws TidewatchException INVALID_VALUE naming what is wrong, CONFLICT where somebody changed it since, NOT_FOUND
     */
    public Detector change(String kpi, String name, DetectorJson json, String actor) {
        Detector old = find(kpi, name);
        long seen = Body.field("version", json.version());
        Detector wanted = DetectorReader.read(json, kpi, name, seen + 1);
        if (!wanted.getClass().equals(old.getClass())) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "detector " + old.id() + " keeps its kind. Create one of the other kind and delete this one.");
        }
        checkInputs(wanted);
        return desk.change(transaction -> {
            boolean stored = store.detectors(kpi).stream()
                    .anyMatch(detector -> detector.id().equals(old.id()));
            if (old.version() != seen
                    || (!stored && !store.save(transaction, old, actor, desk.now()))
                    || !store.save(transaction, wanted, actor, desk.now())) {
                throw changedMeanwhile(old, seen);
            }
            desk.audit(transaction, actor, "detector.changed", subject(wanted), wanted.toString());
            return wanted;
        });
    }

    /**
     * @param seen the version that the caller saw
     * @throws TidewatchException CONFLICT for the adaptive detector, for one that a composite needs, and where somebody changed it
     */
    public void delete(String kpi, String name, long seen, String actor) {
        Detector old = find(kpi, name);
        if (old instanceof Detector.Adaptive) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "the adaptive detector of " + kpi
                            + " draws the bounds and stays. Switch it off with enabled: false.");
        }
        List<String> users = waitingFor(Set.of(old.id())).map(Detector::id).toList();
        if (!users.isEmpty()) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "detector " + old.id() + " is needed by " + String.join(", ", users) + ". Change or delete "
                            + (users.size() == 1 ? "it" : "them") + " first.");
        }
        desk.change(transaction -> {
            if (old.version() != seen || !store.delete(transaction, old)) {
                throw changedMeanwhile(old, seen);
            }
            desk.audit(transaction, actor, "detector.deleted", subject(old), old.toString());
            return true;
        });
    }

    /** Composites that take any of these detectors in. */
    public Stream<Detector> waitingFor(Set<String> inputs) {
        return store.detectors().stream()
                .filter(detector -> detector instanceof Detector.Composite composite
                        && composite.when().inputs().stream().anyMatch(inputs::contains));
    }

    private void checkInputs(Detector wanted) {
        checkInputs(wanted, Map.of());
    }

    /**
     * A composite waits only for detectors that exist, and never for itself by a detour.
     *
     * @param changed detectors that will be there, or be others, by then; by id
     */
    void checkInputs(Detector wanted, Map<String, Detector> changed) {
        if (!(wanted instanceof Detector.Composite composite)) {
            return;
        }
        Map<String, Detector> known = new HashMap<>();
        kpis.all().forEach(settings -> known.put(settings.detector().id(), settings.detector()));
        store.detectors().forEach(detector -> known.put(detector.id(), detector));
        known.putAll(changed);
        known.put(wanted.id(), wanted);
        for (String input : composite.when().inputs()) {
            if (!known.containsKey(input)) {
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE,
                        "composite " + wanted.id() + " names detector \"" + input
                                + "\", which does not exist. Create it first, or check the id.");
            }
            if (needs(known, input, wanted.id(), new HashSet<>())) {
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE,
                        "composite " + wanted.id() + " would wait for itself by way of " + input
                                + ". Name detectors that don't need it.");
            }
        }
    }

    private static boolean needs(Map<String, Detector> known, String id, String sought, Set<String> seen) {
        return seen.add(id)
                && known.get(id) instanceof Detector.Composite composite
                && composite.when().inputs().stream()
                        .anyMatch(input -> input.equals(sought) || needs(known, input, sought, seen));
    }

    private TidewatchException changedMeanwhile(Detector old, long seen) {
        long now = store.detectors(old.kpi()).stream()
                .filter(detector -> Objects.equals(detector.id(), old.id()))
                .mapToLong(Detector::version)
                .findFirst()
                .orElse(old.version());
        return new TidewatchException(
                ErrorCode.CONFLICT,
                "detector " + old.id() + " was changed meanwhile: it has version " + now + ", yours was " + seen
                        + ". Read it again and repeat what you want to change.");
    }

    private static String subject(Detector detector) {
        return "detector/" + detector.id();
    }
}
