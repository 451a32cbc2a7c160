// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.subscription.Filter;
import java.util.Optional;

/** Stages that ask whether the subscription's filter wants the event. */
final class Wants {
    private Wants() {}

    private static Optional<Ruling> dropUnless(boolean wanted, RouteReason reason) {
        return wanted ? Optional.empty() : Optional.of(new Ruling.Drop(reason));
    }

    record Kind() implements Stage {
        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            Filter filter = candidate.subscription().filter();
            return dropUnless(
                    filter.kinds().isEmpty()
                            || filter.kinds().contains(candidate.notification().kind()),
                    RouteReason.KIND_NOT_WANTED);
        }
    }

    record KpiName() implements Stage {
        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            String kpi = candidate.notification().alert().series().kpi();
            Filter filter = candidate.subscription().filter();
            return dropUnless(
                    filter.kpis().isEmpty() || filter.kpis().stream().anyMatch(pattern -> pattern.matches(kpi)),
                    RouteReason.KPI_NOT_WANTED);
        }
    }

    record LabelValues() implements Stage {
        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            SeriesKey series = candidate.notification().alert().series();
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
    record SeverityOrToldBefore() implements Stage {
        @Override
        public Optional<Ruling> judge(Candidate candidate) {
            Filter filter = candidate.subscription().filter();
            return dropUnless(
                    filter.severities().isEmpty()
                            || filter.severities()
                                    .contains(candidate.notification().alert().severity())
                            || candidate.told() == Candidate.Told.SOMETHING,
                    RouteReason.SEVERITY_NOT_WANTED);
        }
    }
}
