// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.EventKind;
import io.tidewatch.core.subscription.Filter;
import java.util.Optional;
import java.util.Set;

/** Stages that ask whether the subscription's filter wants the event. */
final class Wants {
    private Wants() {}

    sealed interface Stages extends Stage permits Kind, KpiName, LabelValues, SeverityOrToldBefore {}

    private static Optional<Ruling> dropUnless(boolean wanted, RouteReason reason) {
        return wanted ? Optional.empty() : Optional.of(new Ruling.Drop(reason));
    }

    /** A repetition is wanted by whoever set an interval and hears of alerts that open. */
    record Kind() implements Stages {
        @Override
        public String question() {
            return "Does it want this kind of event?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            Set<EventKind> kinds = candidate.subscription().filter().kinds();
            EventKind kind = candidate.kind();
            boolean repeated = kind == EventKind.ALERT_REPEATED
                    && candidate.subscription().routing().repeat().isPresent();
            return dropUnless(
                    kinds.isEmpty() && !pagesTwice(candidate) && kind != EventKind.NOTABLE_SEEN
                            || kinds.contains(kind)
                            || repeated
                                    && (kinds.contains(EventKind.ALERT_OPENED)
                                            || kinds.contains(EventKind.ALERT_ESCALATED)),
                    RouteReason.KIND_NOT_WANTED);
        }

        /** Where no kinds are named: an incident of alerts that page by themselves. */
        private static boolean pagesTwice(Candidate candidate) {
            return candidate.subscription().format().pages()
                    && switch (candidate.kind()) {
                        case INCIDENT_OPENED, INCIDENT_RESOLVED -> true;
                        case ALERT_OPENED,
                                ALERT_ESCALATED,
                                ALERT_ACKNOWLEDGED,
                                ALERT_AMENDED,
                                ALERT_RETRACTED,
                                ALERT_RESOLVED,
                                ALERT_REPEATED,
                                VERDICT_GIVEN,
                                NOTABLE_SEEN,
                                TEST -> false;
                    };
        }
    }

    record KpiName() implements Stages {
        @Override
        public String question() {
            return "Does it want this KPI?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            String kpi = candidate.series().kpi();
            Filter filter = candidate.subscription().filter();
            return dropUnless(
                    filter.kpis().isEmpty() || filter.kpis().stream().anyMatch(pattern -> pattern.matches(kpi)),
                    RouteReason.KPI_NOT_WANTED);
        }
    }

    record LabelValues() implements Stages {
        @Override
        public String question() {
            return "Does it want these labels?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            SeriesKey series = candidate.series();
            Filter filter = candidate.subscription().filter();
            return dropUnless(
                    filter.labels().entrySet().stream()
                            .allMatch(wanted -> series.labels()
                                    .get(wanted.getKey())
                                    .filter(wanted.getValue()::matches)
                                    .isPresent()),
                    RouteReason.LABELS_NOT_WANTED);
        }
    }

    /** Whoever was told of an alert hears its end as well, though late data made it smaller meanwhile. */
    record SeverityOrToldBefore() implements Stages {
        @Override
        public String question() {
            return "Is it severe enough, or was the alert told before?";
        }

        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            Filter filter = candidate.subscription().filter();
            return dropUnless(
                    filter.severities().isEmpty()
                            // It has none.
                            || candidate.kind() == EventKind.NOTABLE_SEEN
                            || filter.severities().contains(candidate.severity())
                            || candidate.known().told() == Known.Told.SOMETHING,
                    RouteReason.SEVERITY_NOT_WANTED);
        }
    }
}
