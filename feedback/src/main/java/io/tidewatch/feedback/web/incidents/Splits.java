// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.incidents;

import io.tidewatch.feedback.incident.Breakdown;
import io.tidewatch.feedback.web.alerts.Kpis;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.feedback.web.format.Units;
import io.tidewatch.feedback.web.incidents.IncidentsView.Part;
import io.tidewatch.feedback.web.incidents.IncidentsView.Split;
import java.util.List;

/** Which values of a label explain a deviation, in words and bars. */
final class Splits {
    private static final int PARTS = 12;
    private static final double BAR = 160;

    private Splits() {}

    static List<Split> of(List<Breakdown> breakdowns, Kpis known) {
        return breakdowns.stream()
                .map(breakdown -> of(breakdown, known.units(breakdown.kpi())))
                .toList();
    }

    private static Split of(Breakdown breakdown, Units units) {
        return new Split(
                breakdown.kpi(),
                breakdown.label(),
                sentence(breakdown),
                breakdown.parts().stream()
                        .limit(PARTS)
                        .map(part -> new Part(
                                part.value().isEmpty() ? "(none)" : part.value(),
                                units.number(part.actual()),
                                units.number(part.expected()),
                                (part.deviation() > 0 ? "+" : "") + units.number(part.deviation()),
                                Numbers.fixed(part.share() * 100, 0) + " %",
                                Math.round(Math.min(1, Math.abs(part.share())) * BAR * 10) / 10.0,
                                part.share() < 0))
                        .toList());
    }

    private static String sentence(Breakdown breakdown) {
        Breakdown.Part first = breakdown.parts().getFirst();
        String name = breakdown.label() + "=\"" + first.value() + "\"";
        String what = breakdown.total() < 0 ? "drop" : "rise";
        if (first.share() < 0.5) {
            return "No single " + breakdown.label() + " explains the " + what + " of " + breakdown.kpi() + ".";
        }
        return name + " explains " + Numbers.fixed(Math.min(1, first.share()) * 100, 0) + " % of the " + what + " of "
                + breakdown.kpi() + ".";
    }
}
