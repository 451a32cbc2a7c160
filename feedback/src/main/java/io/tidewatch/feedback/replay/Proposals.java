// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.replay;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.replay.ProposedVerdict;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.alert.AlertStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Verdicts that might be given, with the episodes that they would judge. */
final class Proposals {
    static final int MAX = 500;

    private final AlertStore alerts;

    Proposals(Workplace desk) {
        alerts = new AlertStore(desk.database());
    }

    List<ProposedVerdict> of(List<ReplayBody.VerdictProposal> asked) {
        if (asked.size() > MAX) {
            throw new TidewatchException(
                    ErrorCode.TOO_LARGE, asked.size() + " verdicts, and a replay takes " + MAX + " at most.");
        }
        Set<String> judged = new HashSet<>();
        return asked.stream()
                .map(proposal -> proposal.alert() == null ? marked(proposal) : onAlert(proposal, judged))
                .toList();
    }

    private ProposedVerdict onAlert(ReplayBody.VerdictProposal proposal, Set<String> judged) {
        AlertId id = Ids.alert(Body.field("alert", proposal.alert()));
        if (!judged.add(id.value())) {
            throw invalid("alert " + id + " stands twice among the verdicts. Send one for each alert.");
        }
        Alert alert =
                alerts.find(id).orElseThrow(() -> new TidewatchException(ErrorCode.NOT_FOUND, "no alert " + id + "."));
        if (alert.status() == AlertStatus.RETRACTED) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT, "alert " + id + " was retracted by late data. There is nothing left to judge.");
        }
        VerdictKind kind = kind(proposal);
        if (kind == VerdictKind.MISSED_ANOMALY) {
            throw invalid("missed_anomaly is said of a range, not of alert " + id + ". Say true_anomaly.");
        }
        return new ProposedVerdict(
                id.value(),
                alert.series().id().value(),
                alert.range().from(),
                alert.range().to(),
                kind,
                alert.last().peakEvidence(),
                alert.last().threshold(),
                alert.last().sign());
    }

    private static ProposedVerdict marked(ReplayBody.VerdictProposal proposal) {
        VerdictKind kind = kind(proposal);
        if (kind != VerdictKind.MISSED_ANOMALY) {
            throw invalid("a range without an alert can only be missed_anomaly. Name the \"alert\", or say that.");
        }
        long from = Ids.time("from", Body.field("from", proposal.from())).orElseThrow();
        long to = Ids.time("to", Body.field("to", proposal.to())).orElseThrow();
        if (from >= to) {
            throw invalid("a marked range must end after it begins: from " + proposal.from() + " to " + proposal.to()
                    + ". Swap them.");
        }
        return new ProposedVerdict(
                null, Ids.series(Body.field("series", proposal.series())).value(), from, to, kind, 0, 0, 0);
    }

    private static VerdictKind kind(ReplayBody.VerdictProposal proposal) {
        return Slug.read(VerdictKind.class, "kind", Body.field("kind", proposal.kind()));
    }

    private static TidewatchException invalid(String message) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, message);
    }
}
