// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.replay.Oracle;
import java.util.Optional;
import java.util.Random;

/** An analyst who mistakes some alerts: calls true ones false and false ones true, by a seeded dice. */
final class WrongSometimes implements Oracle {
    private final Oracle right;
    private final double share;
    private final Random dice;

    WrongSometimes(Oracle right, double share, long seed) {
        this.right = right;
        this.share = share;
        this.dice = new Random(seed);
    }

    @Override
    public Optional<VerdictKind> verdict(AlertEvent resolved) {
        return right.verdict(resolved).map(kind -> dice.nextDouble() < share ? other(kind) : kind);
    }

    private static VerdictKind other(VerdictKind kind) {
        return kind == VerdictKind.TRUE_ANOMALY ? VerdictKind.FALSE_ALARM : VerdictKind.TRUE_ANOMALY;
    }
}
