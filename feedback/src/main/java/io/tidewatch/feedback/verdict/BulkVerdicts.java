// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.feedback.calibration.Calibrations;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.verdict.Verdict;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Judges many alerts in one transaction: each has its own outcome, and each series is fitted once. */
public final class BulkVerdicts {
    public static final int MOST = 500;

    private final Workplace desk;
    private final VerdictService verdicts;
    private final Calibrations calibrations;

    public BulkVerdicts(Workplace desk, VerdictService verdicts, Calibrations calibrations) {
        this.desk = desk;
        this.verdicts = verdicts;
        this.calibrations = calibrations;
    }

    /** @param replaces the alert's newest verdict as the analyst saw it; empty where there was none */
    public record Target(AlertId alert, OptionalLong replaces) {}

    /**
     * Says the same of all.
     *
     * @param said its {@code replaces} is that of each target
     * @return in the order of the targets
     * @throws TidewatchException TOO_LARGE for more than {@value #MOST}; INVALID_VALUE for none, and for an alert named twice.
     *     Then nothing was stored
     */
    public List<Outcome> give(List<Target> targets, VerdictInput said, String actor) {
        requireDistinct(targets.size(), targets.stream().map(Target::alert).toList(), "alerts");
        // Locks are taken in one order, or two such calls could wait for each other.
        List<Target> inOrder = targets.stream()
                .sorted(Comparator.comparing(target -> target.alert().value()))
                .toList();
        Map<Target, Outcome> outcomes = all(
                inOrder,
                transaction -> target -> verdicts.give(
                        transaction,
                        target.alert(),
                        new VerdictInput(
                                said.kind(),
                                said.cause(),
                                said.comment(),
                                target.replaces(),
                                said.from(),
                                said.repeats()),
                        actor));
        return targets.stream().map(outcomes::get).toList();
    }

    /**
     * Takes verdicts back.
     *
     * @return in the order of the ids
     * @throws TidewatchException as {@link #give}
     */
    public List<Outcome> undo(List<Long> ids, String comment, String actor) {
        requireDistinct(ids.size(), ids, "verdicts");
        Map<Long, String> places = new LinkedHashMap<>();
        ids.forEach(
                id -> places.put(id, verdicts.alertOf(id).map(AlertId::value).orElse("")));
        List<Long> inOrder =
                ids.stream().sorted(Comparator.comparing(places::get)).toList();
        Map<Long, Outcome> outcomes = all(inOrder, transaction -> id -> verdicts.undo(transaction, id, comment, actor));
        return ids.stream().map(outcomes::get).toList();
    }

    private <T> Map<T, Outcome> all(List<T> targets, Function<Handle, Function<T, Verdict>> act) {
        return desk.change(transaction -> {
            Map<T, Outcome> outcomes = new LinkedHashMap<>();
            Map<String, Set<SeriesId>> judged = new TreeMap<>();
            for (T target : targets) {
                try {
                    Verdict row = act.apply(transaction).apply(target);
                    outcomes.put(target, new Outcome.Done(row));
                    judged.computeIfAbsent(row.kpi(), kpi -> new LinkedHashSet<>())
                            .add(row.series());
                } catch (TidewatchException e) {
                    outcomes.put(target, new Outcome.Refused(e));
                }
            }
            judged.forEach((kpi, series) -> calibrations.refit(transaction, kpi, series));
            return outcomes;
        });
    }

    private static void requireDistinct(int count, List<?> ids, String what) {
        if (count > MOST) {
            throw new TidewatchException(
                    ErrorCode.TOO_LARGE,
                    count + " " + what + " in one call, and it takes " + MOST
                            + " at most. Nothing was stored; send them in parts.");
        }
        if (count == 0) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "no " + what + " are named. Name 1 to " + MOST + ".");
        }
        if (new HashSet<>(ids).size() < count) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "some of the " + what + " are named twice. Nothing was stored; name each once.");
        }
    }
}
