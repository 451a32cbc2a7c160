// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.feedback.desk.Text;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.deletion.DeletionRequests;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** KPIs with their detectors. Each change is published to the other roles in the transaction that stores it. */
public final class KpiService {
    private static final int MAX_UNIT = 80;
    private static final int MAX_WORDS = 2_000;
    private static final int MAX_OWNER = 200;

    private final Workplace desk;
    private final KpiStore store;
    private final SeriesStore series;
    private final RequestStore requests;

    public KpiService(Workplace desk) {
        this.desk = desk;
        this.store = new KpiStore(desk.database());
        this.series = new SeriesStore(desk.database());
        this.requests = new RequestStore(desk.database());
    }

    /** In order of name. */
    public List<KpiSettings> all() {
        Map<String, Detector> adaptive = new HashMap<>();
        store.detectors().forEach(detector -> adaptive.put(detector.id(), detector));
        return store.all().stream()
                .map(kpi -> settings(kpi, Optional.ofNullable(adaptive.get(Detector.defaultId(kpi.name())))))
                .toList();
    }

    /** @throws TidewatchException NOT_FOUND */
    public KpiSettings find(String name) {
        return settings(store.find(name).orElseThrow(() -> unknown(name)));
    }

    /**
     * The KPI's series, in order of their canonical form.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public List<Series> series(String kpi) {
        return series.ofKpi(find(kpi).kpi().name());
    }

    /**
     * With an adaptive detector from the start.
     *
     * @throws TidewatchException CONFLICT where the name is taken, INVALID_VALUE naming what is wrong
     */
    public KpiSettings create(String name, KpiDraft draft, String actor) {
        KpiSettings wanted = valid(name, draft, 1, 1, Conditions.NONE);
        requireDenominator(wanted.kpi(), Optional.empty());
        return desk.change(transaction -> {
            if (DeletionRequests.areUnfinished(requests, transaction, name)) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "A KPI " + name + " is still being deleted. Try again in a minute, or choose another name.");
            }
            Instant now = desk.now();
            boolean created = store.save(transaction, wanted.kpi(), actor, now)
                    && store.save(transaction, wanted.detector(), actor, now);
            if (!created) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "KPI " + name + " exists already. Change it instead, or choose another name.");
            }
            desk.audit(transaction, actor, "kpi.created", "kpi/" + name, describe(wanted));
            return wanted;
        });
    }

    /**
     * @param seen the version that the change was made on
     * @throws TidewatchException NOT_FOUND, CONFLICT where somebody changed it since, INVALID_VALUE naming what is wrong
     */
    public KpiSettings change(String name, long seen, KpiDraft draft, String actor) {
        KpiSettings old = find(name);
        Detector.Adaptive before = old.detector();
        KpiSettings wanted = valid(name, draft, seen + 1, before.version() + 1, before.conditions());
        requireDenominator(wanted.kpi(), old.kpi().denominator());
        return desk.change(transaction -> {
            Instant now = desk.now();
            if (old.kpi().version() != seen || !store.save(transaction, wanted.kpi(), actor, now)) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "KPI " + name + " was changed meanwhile: it has version "
                                + store.find(name).map(Kpi::version).orElse(0L) + ", yours was " + seen
                                + ". Read it again and repeat what you want to change.");
            }
            KpiSettings saved =
                    draft.detector(name, before.version(), before.conditions()).equals(before)
                            ? new KpiSettings(wanted.kpi(), before)
                            : withDetector(transaction, wanted, actor, now);
            desk.audit(transaction, actor, "kpi.changed", "kpi/" + name, describe(saved));
            return saved;
        });
    }

    /** One that was set before may have been deleted since, which is no reason to refuse other changes. */
    private void requireDenominator(Kpi wanted, Optional<String> before) {
        Optional<String> denominator = wanted.denominator();
        if (denominator.isPresent()
                && !denominator.equals(before)
                && store.find(denominator.get()).isEmpty()) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "denominator \"" + denominator.get() + "\" is no KPI. Create it first, or check the name.");
        }
    }

    private KpiSettings withDetector(Handle transaction, KpiSettings wanted, String actor, Instant now) {
        if (!store.save(transaction, wanted.detector(), actor, now)) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "the detector of " + wanted.kpi().name() + " was changed meanwhile. Read it again and repeat.");
        }
        return wanted;
    }

    private static KpiSettings valid(
            String name, KpiDraft draft, long kpiVersion, long detectorVersion, Conditions conditions) {
        Text.checked("unit", draft.unit(), MAX_UNIT);
        Text.checked("description", draft.description(), MAX_WORDS);
        Text.checked("owner", draft.owner(), MAX_OWNER);
        try {
            return new KpiSettings(draft.kpi(name, kpiVersion), draft.detector(name, detectorVersion, conditions));
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.valueOf(e.getMessage()), e);
        }
    }

    private KpiSettings settings(Kpi kpi) {
        return settings(
                kpi,
                store.detectors(kpi.name()).stream()
                        .filter(detector -> detector.id().equals(Detector.defaultId(kpi.name())))
                        .findFirst());
    }

    private static KpiSettings settings(Kpi kpi, Optional<Detector> found) {
        Detector.Adaptive adaptive = found.filter(Detector.Adaptive.class::isInstance)
                .map(Detector.Adaptive.class::cast)
                .orElseGet(() -> Detector.Adaptive.defaultFor(kpi.name()));
        return new KpiSettings(kpi, adaptive);
    }

    private static TidewatchException unknown(String name) {
        return new TidewatchException(
                ErrorCode.NOT_FOUND,
                "no KPI \"" + (name.length() <= 80 ? name : name.substring(0, 80) + "…")
                        + "\". Create it, or check the name.");
    }

    private static String describe(KpiSettings settings) {
        Kpi kpi = settings.kpi();
        Detector.Adaptive detector = settings.detector();
        return "version " + kpi.version() + ", unit \"" + kpi.unit() + "\", zone " + kpi.zone() + ", direction "
                + kpi.direction()
                + kpi.denominator().map(name -> ", denominator " + name).orElse("") + ", watched " + detector.enabled()
                + ", budget " + detector.budget()
                + " in 28 days, least deviation " + detector.minAbsoluteDeviation() + " and "
                + detector.minRelativeDeviation();
    }
}
