// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.profile;

import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.forecaster.feature.Holidays;
import java.util.List;

/**
 * What the calendar says about a series around its history.
 *
 * @param holidays local dates that look like Sundays
 * @param repeating each event that comes back, as its occurrences in the history and soon after it, in order. Those of the past
 *     stay out of training; those to come are expected to do what the past ones did
 */
public record KnownEvents(Holidays holidays, List<List<TimeRange>> repeating) {
    public static final KnownEvents NONE = new KnownEvents(Holidays.none(), List.of());

    public KnownEvents {
        repeating = repeating.stream().map(List::copyOf).toList();
    }
}
