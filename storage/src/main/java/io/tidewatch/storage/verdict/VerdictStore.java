// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.verdict;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Verdicts: rows are only ever added, and each names the one that it replaces, so that none is overwritten unseen. */
public final class VerdictStore {
    private final Database database;

    public VerdictStore(Database database) {
        this.database = database;
    }

    /**
     * Adds a verdict behind {@code replaces}, or as the first one of its alert or range.
     *
     * @return nothing where another row already stands there: read the history and ask again
     */
    public Optional<Verdict> add(Handle transaction, NewVerdict verdict, OptionalLong replaces, Instant now) {
        return insert(transaction, verdict, slug(verdict.kind()), replaces, OptionalLong.empty(), now);
    }

    /** Takes back {@code head}; what was in force before it is so again. Returns as {@link #add}. */
    public Optional<Verdict> withdraw(Handle transaction, Verdict head, String comment, String by, Instant now) {
        NewVerdict row = new NewVerdict(
                head.alert(),
                head.series(),
                head.kpi(),
                head.kind()
                        .orElseThrow(() -> new IllegalArgumentException("verdict " + head.id() + " withdraws already")),
                head.range(),
                "",
                comment,
                by);
        return insert(transaction, row, "withdrawn", OptionalLong.of(head.id()), inForceBefore(transaction, head), now);
    }

    private OptionalLong inForceBefore(Handle transaction, Verdict head) {
        if (head.replaces().isEmpty()) {
            return OptionalLong.empty();
        }
        Verdict before = find(transaction, head.replaces().getAsLong()).orElseThrow();
        return before.kind().isPresent() ? OptionalLong.of(before.id()) : before.restores();
    }

    private static Optional<Verdict> insert(
            Handle transaction,
            NewVerdict verdict,
            String kind,
            OptionalLong replaces,
            OptionalLong restores,
            Instant now) {
        return transaction
                .createQuery(
                        "insert into verdict (alert_id, series_id, kpi, kind, range_from, range_to, cause, comment,"
                                + " given_by, given_at, replaces, restores) values (:alert, :series, :kpi, :kind, :from, :to, :cause,"
                                + " :comment, :by, :at, :replaces, :restores) on conflict do nothing returning *")
                .bind("alert", verdict.alert().map(AlertId::value).orElse(null))
                .bind("series", verdict.series().value())
                .bind("kpi", verdict.kpi())
                .bind("kind", kind)
                .bind("from", Times.offset(verdict.range().from()))
                .bind("to", Times.offset(verdict.range().to()))
                .bind("cause", verdict.cause())
                .bind("comment", verdict.comment())
                .bind("by", verdict.by())
                .bind("at", now)
                .bind("replaces", orNull(replaces))
                .bind("restores", orNull(restores))
                .map(VerdictRows::verdict)
                .findOne();
    }

    public Optional<Verdict> find(long id) {
        return database.jdbi().withHandle(handle -> find(handle, id));
    }

    public Optional<Verdict> find(Handle handle, long id) {
        return handle.createQuery("select * from verdict where id = ?")
                .bind(0, id)
                .map(VerdictRows::verdict)
                .findOne();
    }

    /** Newest first. */
    public List<Verdict> list(VerdictQuery query) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from verdict where (cast(:kpi as text) is null or kpi ="
                                        + " :kpi) and (cast(:series as bigint) is null or series_id = :series)"
                                        + " and (cast(:kind as text) is null or kind = :kind)"
                                        + " and (cast(:by as text) is null or given_by = :by)"
                                        + " and (cast(:from as timestamptz) is null or given_at >= :from)"
                                        + " and (cast(:to as timestamptz) is null or given_at < :to)"
                                        + " and (cast(:before as bigint) is null or id < :before) order by id desc limit :limit")
                        .bind("kpi", query.kpi().orElse(null))
                        .bind("series", query.series().map(SeriesId::value).orElse(null))
                        .bind("kind", query.kind().orElse(null))
                        .bind("by", query.by().orElse(null))
                        .bind(
                                "from",
                                query.from().isPresent()
                                        ? Times.offset(query.from().getAsLong())
                                        : null)
                        .bind(
                                "to",
                                query.to().isPresent() ? Times.offset(query.to().getAsLong()) : null)
                        .bind("before", orNull(query.before()))
                        .bind("limit", query.limit())
                        .map(VerdictRows::verdict)
                        .list());
    }

    /** The first row of the chain in which the verdict stands. */
    public Optional<Verdict> first(long id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("with recursive chain as (select * from verdict where id = ?"
                                + " union all select v.* from verdict v join chain on chain.replaces = v.id)"
                                + " select * from chain order by id limit 1")
                        .bind(0, id)
                        .map(VerdictRows::verdict)
                        .findOne());
    }

    /** All rows about an alert, oldest first. */
    public List<Verdict> history(AlertId alert) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from verdict where alert_id = ? order by id")
                        .bind(0, alert.value())
                        .map(VerdictRows::verdict)
                        .list());
    }

    /** All rows that follow from a marked range's first verdict, that one included, oldest first. */
    public List<Verdict> chain(long first) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("with recursive chain as (select * from verdict where id = ?"
                                + " union all select v.* from verdict v join chain on v.replaces = chain.id)"
                                + " select * from chain order by id")
                        .bind(0, first)
                        .map(VerdictRows::verdict)
                        .list());
    }

    /** The newest row of the chain in which the verdict stands. */
    public Optional<Verdict> head(Handle handle, long id) {
        return handle.createQuery("with recursive chain as (select * from verdict where id = ?"
                        + " union all select v.* from verdict v join chain on v.replaces = chain.id)"
                        + " select * from chain order by id desc limit 1")
                .bind(0, id)
                .map(VerdictRows::verdict)
                .findOne();
    }

    /** What is in force on the series' alerts and marked ranges that touch the range; in order of their start. */
    public List<Standing> standing(SeriesId series, long from, long to) {
        return database.jdbi()
                .withHandle(handle -> VerdictRows.standing(handle, "v.series_id = :subject", series.value()).stream()
                        .filter(verdict -> verdict.touches(from, to))
                        .toList());
    }

    /** As {@link #standing(SeriesId, long, long)}, of many series by one query and of all times; those without any are absent. */
    public Map<SeriesId, List<Standing>> standing(Collection<SeriesId> series) {
        Long[] ids = series.stream().map(SeriesId::value).toArray(Long[]::new);
        return database.jdbi()
                .withHandle(handle -> VerdictRows.standing(handle, "v.series_id = any (:subject)", ids).stream()
                        .collect(
                                Collectors.groupingBy(verdict -> verdict.given().series())));
    }

    /** As {@link #standing(SeriesId, long, long)}, of all series of a KPI and of all times. */
    public List<Standing> standing(Handle handle, String kpi) {
        return VerdictRows.standing(handle, "v.kpi = :subject", kpi);
    }

    /**
     * What training must not see: episodes with a verdict that {@linkplain VerdictKind#masksTraining masks} and that overlap
     * {@code from} to {@code to}, in order of their start. Ranges may overlap one another.
     */
    public List<TimeRange> trainingMasks(SeriesId series, long from, long to) {
        return Standing.trainingMasks(standing(series, from, to), from, to);
    }

    /** Where the newest "new normal from here" in force begins; empty where there is none. */
    public OptionalLong newNormalFrom(SeriesId series) {
        return Standing.newNormalFrom(standing(series, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static String slug(VerdictKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
