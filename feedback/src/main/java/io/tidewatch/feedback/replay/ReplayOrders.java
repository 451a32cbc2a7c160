// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.replay;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.replay.ProposedVerdict;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.core.replay.SettingsChange;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From what callers send to an order that can be carried out, or to an error that says why not. */
final class ReplayOrders {
    static final int MAX_SERIES = 2_000;
    private static final long MAX_RANGE = 92 * Micros.DAY;
    private static final long DEFAULT_RANGE = 28 * Micros.DAY;
    private static final long AFTER_VERDICTS = 7 * Micros.DAY;

    private final Workplace desk;
    private final KpiService kpis;
    private final SeriesStore series;
    private final Proposals proposals;

    ReplayOrders(Workplace desk, KpiService kpis) {
        this.desk = desk;
        this.kpis = kpis;
        this.series = new SeriesStore(desk.database());
        this.proposals = new Proposals(desk);
    }

    ReplayOrder preview(ReplayBody body) {
        List<ProposedVerdict> verdicts = proposals.of(body.verdicts() == null ? List.of() : body.verdicts());
        SettingsChange change = change(body.detector());
        if (verdicts.isEmpty() && change.equals(SettingsChange.NONE)) {
            throw invalid("there is nothing to compare. Send \"detector\" with what is to change, or \"verdicts\".");
        }
        Scope scope = scope(body, verdicts);
        try {
            change.applyTo(kpis.find(scope.kpi()).detector());
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "detector: " + e.getMessage(), e);
        }
        TimeRange range = range(body, verdicts);
        return new ReplayOrder(
                scope.kpi(),
                scope.series(),
                range.from(),
                range.to(),
                change,
                verdicts,
                throughout(body.verdictsFrom(), !verdicts.isEmpty()));
    }

    ReplayOrder scores(ReplayBody body) {
        if (body.detector() != null || body.verdicts() != null) {
            throw invalid("past scores are those of the settings and verdicts in force. Leave \"detector\" and"
                    + " \"verdicts\" out, or ask for a preview.");
        }
        Scope scope = scope(body, List.of());
        TimeRange range = range(body, List.of());
        return new ReplayOrder(
                scope.kpi(),
                scope.series(),
                range.from(),
                range.to(),
                SettingsChange.NONE,
                List.of(),
                throughout(body.verdictsFrom(), false));
    }

    /** @param series null for all of the KPI's */
    private record Scope(String kpi, @Nullable Long series) {}

    private Scope scope(ReplayBody body, List<ProposedVerdict> verdicts) {
        Scope scope = asked(body, verdicts);
        int count = scope.series() == null ? kpis.series(scope.kpi()).size() : 1;
        if (count > MAX_SERIES) {
            throw new TidewatchException(
                    ErrorCode.TOO_LARGE,
                    "KPI " + scope.kpi() + " has " + count + " series, and a replay takes " + MAX_SERIES
                            + " at most. Name one \"series\".");
        }
        if (count == 0) {
            throw invalid("KPI " + scope.kpi() + " has no series yet. Send points first.");
        }
        for (ProposedVerdict verdict : verdicts) {
            String owner = find(verdict.series()).key().kpi();
            if (!owner.equals(scope.kpi())) {
                throw invalid("a verdict is about KPI " + owner + ", the replay about " + scope.kpi()
                        + ". Ask for one replay for each KPI.");
            }
        }
        return scope;
    }

    private Scope asked(ReplayBody body, List<ProposedVerdict> verdicts) {
        if (body.series() != null) {
            Series one = find(Ids.series(body.series()).value());
            if (body.kpi() != null && !body.kpi().equals(one.key().kpi())) {
                throw invalid("series " + body.series() + " belongs to KPI "
                        + one.key().kpi() + ", not to " + body.kpi() + ". Leave one of them out.");
            }
            return new Scope(one.key().kpi(), one.id().value());
        }
        if (body.kpi() != null) {
            return new Scope(kpis.find(body.kpi()).kpi().name(), null);
        }
        Set<Long> about = verdicts.stream().map(ProposedVerdict::series).collect(Collectors.toSet());
        if (about.isEmpty()) {
            throw invalid("field \"kpi\" is missing. Name a KPI, or one \"series\" by its id.");
        }
        long first = verdicts.getFirst().series();
        return new Scope(find(first).key().kpi(), about.size() == 1 ? Long.valueOf(first) : null);
    }

    private Series find(long id) {
        return series.find(new SeriesId(id))
                .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "no series " + id + "."));
    }

    private TimeRange range(ReplayBody body, List<ProposedVerdict> verdicts) {
        long now = Micros.of(desk.now());
        long latest = verdicts.stream().mapToLong(ProposedVerdict::to).max().orElse(now);
        long to = Ids.time("to", body.to()).orElse(Math.min(now, latest + AFTER_VERDICTS));
        OptionalLong given = Ids.time("from", body.from());
        long from = given.orElse(to - DEFAULT_RANGE);
        if (to > now + Micros.DAY) {
            throw invalid("to " + Micros.toInstant(to) + " lies in the future; it is " + Micros.toInstant(now)
                    + " now. Only what has happened can be replayed.");
        }
        if (from >= to) {
            throw invalid("from " + Micros.toInstant(from) + " is not before to " + Micros.toInstant(to)
                    + ". Swap them, or leave one out.");
        }
        if (to - from > MAX_RANGE) {
            throw invalid("from " + Micros.toInstant(from) + " to " + Micros.toInstant(to) + " is more than "
                    + MAX_RANGE / Micros.DAY + " days. Ask for a shorter range.");
        }
        return new TimeRange(from, to);
    }

    private static SettingsChange change(ReplayBody.@Nullable DetectorChange asked) {
        if (asked == null) {
            return SettingsChange.NONE;
        }
        return new SettingsChange(
                asked.budget(),
                asked.minAbsoluteDeviation(),
                asked.minRelativeDeviation(),
                asked.direction() == null ? null : Slug.read(Direction.class, "direction", asked.direction()),
                asked.m(),
                asked.n(),
                asked.minDuration() == null ? null : Micros.of(duration(asked.minDuration())),
                asked.quietOnEvents());
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid("minDuration must be ISO-8601, such as PT10M, not \"" + text + "\".");
        }
    }

    private static boolean throughout(@Nullable String asked, boolean otherwise) {
        return switch (Objects.requireNonNullElse(asked, otherwise ? "start" : "given")) {
            case "start" -> true;
            case "given" -> false;
            default -> throw invalid("verdictsFrom must be given or start, not \"" + asked + "\".");
        };
    }

    private static TidewatchException invalid(String message) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, message);
    }
}
