// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

/** Whose alerts are measured. */
public sealed interface PrecisionScope {
    /** Of all KPIs together. */
    record All() implements PrecisionScope {}

    /** Of the KPIs that have this owner. */
    record OfTeam(String owner) implements PrecisionScope {}

    record OfKpi(String name) implements PrecisionScope {}
}
