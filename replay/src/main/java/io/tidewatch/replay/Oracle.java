// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.VerdictKind;
import java.util.Optional;

/** Stands in for the analyst. Asked once for each alert, when it has resolved; the answer counts one hour later. */
@FunctionalInterface
public interface Oracle {
    Oracle SILENT = resolved -> Optional.empty();

    Optional<VerdictKind> verdict(AlertEvent resolved);
}
