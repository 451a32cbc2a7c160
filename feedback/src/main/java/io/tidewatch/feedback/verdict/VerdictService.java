// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.calendar.Every;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.feedback.calendar.CalendarService;
import io.tidewatch.feedback.calibration.Calibrations;
import io.tidewatch.feedback.desk.Text;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.verdict.NewVerdict;
import io.tidewatch.storage.verdict.Verdict;
import io.tidewatch.storage.verdict.VerdictQuery;
import io.tidewatch.storage.verdict.VerdictStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Takes verdicts: stores them, refits the calibration and publishes both, all in one transaction, so that the scorer has it a
 * moment later.
 */
public final class VerdictService {
    public static final int MAX_COMMENT = 2_000;
    public static final int MAX_CAUSE = 200;
    public static final Duration MAX_RANGE = Duration.ofDays(31);

    private final Workplace desk;
    private final Calibrations calibrations;
    private final CalendarService calendar;
    private final KpiStore kpis;
    private final AlertStore alerts;
    private final VerdictStore verdicts;

    public VerdictService(Workplace desk, Calibrations calibrations, CalendarService calendar) {
        this.calendar = calendar;
        this.kpis = new KpiStore(desk.database());
        this.desk = desk;
        this.calibrations = calibrations;
        this.alerts = new AlertStore(desk.database());
        this.verdicts = new VerdictStore(desk.database());
    }

    /**
     * @throws VerdictConflict where a colleague was faster
     * @throws TidewatchException NOT_FOUND; CONFLICT where the alert was retracted; INVALID_VALUE for over-long texts, a new
     *     normal in the future, or MISSED_ANOMALY, which belongs to a range and not to an alert
     */
    public Verdict give(AlertId id, VerdictInput input, String actor) {
        return desk.change(transaction -> {
            Verdict given = give(transaction, id, input, actor);
            calibrations.refit(transaction, given.kpi(), given.series());
            return given;
        });
    }

    /** All but the fit. Refuses before it writes anything, so that the transaction may go on with other alerts. */
    Verdict give(Handle transaction, AlertId id, VerdictInput input, String actor) {
        String cause = Text.checked("cause", input.cause(), MAX_CAUSE);
        String comment = Text.checked("comment", input.comment(), MAX_COMMENT);
        if (input.kind() == VerdictKind.MISSED_ANOMALY) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "a missed anomaly is a range where no alert was raised. Mark the range on the series, or call this alert a"
                            + " true anomaly.");
        }
        Alert alert = labellable(transaction, id);
        if (!alert.verdictHead().equals(input.replaces())) {
            throw conflict(transaction, alert, input);
        }
        NewVerdict row = new NewVerdict(
                Optional.of(id),
                alert.series().id(),
                alert.series().kpi(),
                input.kind(),
                range(alert, input),
                cause,
                comment,
                actor);
        Verdict given = verdicts.add(transaction, row, input.replaces(), desk.now())
                .orElseThrow(() -> conflict(transaction, alert, input));
        alerts.label(transaction, id, given.id(), given.kind());
        input.replaces().ifPresent(before -> calendar.unexpect(transaction, before));
        if (input.kind() == VerdictKind.EXPECTED) {
            expect(transaction, given, alert, input.repeats(), actor);
        }
        tell(transaction, given, given.kind(), "verdict.given");
        return given;
    }

    /**
     * Marks a range in which an alert should have been raised.
     *
     * @param range in the past, at most {@link #MAX_RANGE} long
     * @throws TidewatchException INVALID_VALUE naming what is wrong with the range or the texts
     */
    public Verdict missed(SeriesKey series, TimeRange range, String cause, String comment, String actor) {
        String checkedCause = Text.checked("cause", cause, MAX_CAUSE);
        String checkedComment = Text.checked("comment", comment, MAX_COMMENT);
        requirePast("the range ends", range.to());
        if (range.from() == range.to() || range.to() - range.from() > Micros.of(MAX_RANGE)) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "a marked range lasts from a moment to " + MAX_RANGE.toDays() + " days, not "
                            + Micros.toDuration(range.to() - range.from()) + ". Mark the deviating stretch alone.");
        }
        NewVerdict row = new NewVerdict(
                Optional.empty(),
                series.id(),
                series.kpi(),
                VerdictKind.MISSED_ANOMALY,
                range,
                checkedCause,
                checkedComment,
                actor);
        return desk.change(transaction -> {
            Verdict given = verdicts.add(transaction, row, OptionalLong.empty(), desk.now())
                    .orElseThrow(() -> new IllegalStateException("a first verdict replaces none"));
            tell(transaction, given, given.kind(), "verdict.given");
            calibrations.refit(transaction, given.kpi(), given.series());
            return given;
        });
    }

    /**
     * Takes a verdict back; the one before it is in force again.
     *
     * @param id the newest row about its alert or range
     * @return the withdrawing row
     * @throws TidewatchException NOT_FOUND; CONFLICT where it is not the newest or withdraws itself
     */
    public Verdict undo(long id, String comment, String actor) {
        return desk.change(transaction -> {
            Verdict row = undo(transaction, id, comment, actor);
            calibrations.refit(transaction, row.kpi(), row.series());
            return row;
        });
    }

    /** As {@link #give(Handle, AlertId, VerdictInput, String)}: all but the fit, refusing before it writes. */
    Verdict undo(Handle transaction, long id, String comment, String actor) {
        String checked = Text.checked("comment", comment, MAX_COMMENT);
        Verdict verdict = verdicts.find(transaction, id)
                .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "no verdict " + id + "."));
        verdict.alert().ifPresent(alert -> labellable(transaction, alert));
        Verdict head = verdicts.head(transaction, id).orElseThrow();
        if (head.id() != id) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "verdict " + id + " was replaced by " + head.id() + " of " + head.by() + ". Undo that one.");
        }
        if (verdict.kind().isEmpty()) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT, "verdict " + id + " is withdrawn already. Give a new one instead.");
        }
        Verdict row = verdicts.withdraw(transaction, verdict, checked, actor, desk.now())
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.CONFLICT, "verdict " + id + " was replaced meanwhile. Read the history again."));
        Optional<VerdictKind> inForce = row.restores().isPresent()
                ? verdicts.find(transaction, row.restores().getAsLong()).flatMap(Verdict::kind)
                : Optional.empty();
        row.alert().ifPresent(alert -> alerts.label(transaction, alert, row.id(), inForce));
        calendar.unexpect(transaction, id);
        tell(transaction, row, inForce, "verdict.withdrawn");
        return row;
    }

    /** Of which alert a verdict is; empty for a marked range, and where there is no such verdict. */
    Optional<AlertId> alertOf(long verdict) {
        return verdicts.find(verdict).flatMap(Verdict::alert);
    }

    /** Newest first. */
    public List<Verdict> list(VerdictQuery query) {
        return verdicts.list(query);
    }

    /**
     * All rows about the same alert or marked range as this one, oldest first.
     *
     * @throws TidewatchException NOT_FOUND
     */
    public List<Verdict> chain(long id) {
        return verdicts.first(id)
                .map(first -> verdicts.chain(first.id()))
                .orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "no verdict " + id + "."));
    }

    /** All rows about the alert, oldest first. */
    public List<Verdict> history(AlertId id) {
        return verdicts.history(id);
    }

    private void expect(Handle transaction, Verdict given, Alert alert, Optional<Every> repeats, String actor) {
        Kpi kpi = kpis.find(given.kpi()).orElseGet(() -> Kpi.named(given.kpi()));
        calendar.expect(
                transaction, given.id(), alert.series(), given.range(), given.cause(), repeats, kpi.zone(), actor);
    }

    private void tell(Handle transaction, Verdict row, Optional<VerdictKind> inForce, String action) {
        row.alert()
                .ifPresent(alert -> desk.tell(
                        transaction,
                        alert,
                        "verdict-" + row.id(),
                        row.by(),
                        new DeskMessage.Act.VerdictGiven(row.id(), inForce, row.comment())));
        String subject = row.alert().map(alert -> "alert/" + alert).orElse("series/" + row.series());
        String what = inForce.map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse("none");
        desk.audit(
                transaction,
                row.by(),
                action,
                subject,
                "verdict " + row.id() + ", now in force: " + what
                        + (row.comment().isEmpty() ? "" : ", comment: " + row.comment()));
    }

    private Alert labellable(Handle transaction, AlertId id) {
        Alert alert = alerts.lock(transaction, id)
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.NOT_FOUND, "no alert " + id + ". It may have been deleted with its KPI."));
        if (alert.status() == AlertStatus.RETRACTED) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "alert " + id
                            + " was retracted: late data took it back, so there is nothing to judge. If the stretch is"
                            + " odd all the same, mark it as a missed anomaly.");
        }
        return alert;
    }

    private TimeRange range(Alert alert, VerdictInput input) {
        if (input.kind() != VerdictKind.NEW_NORMAL || input.from().isEmpty()) {
            return alert.range();
        }
        long from = input.from().getAsLong();
        requirePast("the new normal begins", from);
        return new TimeRange(from, Math.max(from, alert.range().to()));
    }

    private void requirePast(String what, long micros) {
        if (micros > Micros.of(desk.now())) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    what + " at " + Micros.toInstant(micros) + ", which lies in the future; now it is " + desk.now()
                            + ". Choose a time that has passed.");
        }
    }

    private VerdictConflict conflict(Handle transaction, Alert alert, VerdictInput input) {
        Alert now = alerts.lock(transaction, alert.id()).orElseThrow();
        if (now.verdictHead().isEmpty()) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "alert " + alert.id() + " has no verdict that could be replaced. Leave \"replaces\" out.");
        }
        return new VerdictConflict(
                verdicts.find(transaction, now.verdictHead().getAsLong()).orElseThrow(), input);
    }
}
