// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.verdict;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.verdict.Standing;
import io.tidewatch.storage.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Verdicts that nobody has given. */
public final class WhatIf {
    private WhatIf() {}

    /** The KPI's verdicts as if this one had been given in place of what stands. */
    public static List<Standing> given(Alert alert, VerdictKind kind, List<Standing> standing) {
        Verdict imagined = new Verdict(
                Long.MAX_VALUE,
                Optional.of(alert.id()),
                alert.series().id(),
                alert.series().kpi(),
                Optional.of(kind),
                alert.range(),
                "",
                "",
                "",
                Micros.toInstant(alert.last().at()),
                OptionalLong.empty(),
                OptionalLong.empty());
        List<Standing> changed = new ArrayList<>(standing);
        changed.removeIf(other -> other.given().alert().equals(Optional.of(alert.id())));
        changed.add(new Standing(
                imagined,
                kind,
                alert.range(),
                alert.last().peakEvidence(),
                alert.last().threshold(),
                alert.last().sign()));
        return changed;
    }
}
