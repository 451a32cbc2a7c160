// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import io.tidewatch.core.alert.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** AND, OR and NOT over alerts of other detectors. */
public sealed interface Expression {
    int MAX_INPUTS = 16;
    int MAX_DEPTH = 8;

    /** Every one holds. */
    record All(List<Expression> of) implements Expression {
        public All {
            of = some(of);
        }
    }

    /** At least one holds. */
    record Any(List<Expression> of) implements Expression {
        public Any {
            of = some(of);
        }
    }

    record Not(Expression of) implements Expression {}

    /**
     * An alert of this detector is open, or was within the window.
     *
     * @param least its least severity
     * @param side the side of the expected value it must lie on; either where empty
     */
    record Alerting(String detector, Severity least, Optional<Direction> side) implements Expression {
        public Alerting {
            if (detector.isBlank()) {
                throw new IllegalArgumentException("a condition needs a detector's id, such as signups/adaptive");
            }
        }

        public boolean takes(Severity severity, int sign) {
            return severity.compareTo(least) >= 0 && side.orElse(Direction.BOTH).hurts(sign);
        }
    }

    /** The detectors that it names. */
    default Set<String> inputs() {
        Set<String> found = new LinkedHashSet<>();
        collect(found);
        return found;
    }

    private void collect(Set<String> found) {
        switch (this) {
            case All(List<Expression> of) -> of.forEach(each -> each.collect(found));
            case Any(List<Expression> of) -> of.forEach(each -> each.collect(found));
            case Not(Expression of) -> of.collect(found);
            case Alerting alerting -> found.add(alerting.detector());
        }
    }

    /** Whether it could hold while nothing at all happens: such a composite would never be quiet. */
    default boolean holdsInSilence() {
        return switch (this) {
            case All(List<Expression> of) -> of.stream().allMatch(Expression::holdsInSilence);
            case Any(List<Expression> of) -> of.stream().anyMatch(Expression::holdsInSilence);
            case Not(Expression of) -> !of.holdsInSilence();
            case Alerting alerting -> false;
        };
    }

    private int depth() {
        return 1
                + switch (this) {
                    case All(List<Expression> of) ->
                        of.stream().mapToInt(Expression::depth).max().orElse(0);
                    case Any(List<Expression> of) ->
                        of.stream().mapToInt(Expression::depth).max().orElse(0);
                    case Not(Expression of) -> of.depth();
                    case Alerting alerting -> 0;
                };
    }

    /** @throws IllegalArgumentException naming what is wrong with it and what to do */
    static void check(Expression when, String id) {
        Set<String> inputs = when.inputs();
        if (inputs.size() > MAX_INPUTS) {
            throw new IllegalArgumentException(
                    "a composite joins at most " + MAX_INPUTS + " detectors, not " + inputs.size());
        }
        if (when.depth() > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "conditions may be nested " + MAX_DEPTH + " deep, not " + when.depth() + "; split the composite");
        }
        if (inputs.contains(id)) {
            throw new IllegalArgumentException("composite " + id + " must not wait for itself; name other detectors");
        }
        if (when.holdsInSilence()) {
            throw new IllegalArgumentException("composite " + id
                    + " would hold while nothing happens; join \"not\" by \"all\" with a detector that must alert");
        }
    }

    private static List<Expression> some(List<Expression> given) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException("\"all\" and \"any\" need at least one condition");
        }
        return List.copyOf(given);
    }
}
