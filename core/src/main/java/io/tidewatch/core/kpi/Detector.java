// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a KPI is watched. A KPI has one adaptive detector from the start and any number of the others, each under an id that begins
 * with the KPI's name. What a detector was set to is checked when it is made: an {@link IllegalArgumentException} names the value,
 * what is allowed and what to do.
 */
public sealed interface Detector {
    /** Unique: the KPI's name, a slash, the detector's {@link #name}. */
    String id();

    String kpi();

    /** 1 at creation, one more at each change. */
    long version();

    boolean enabled();

    /** What turns its evidence into an alert. */
    Conditions conditions();

    /** The part of the id after the KPI's name. */
    default String name() {
        return id().substring(kpi().length() + 1);
    }

    /** The adaptive detector's. */
    static String defaultId(String kpi) {
        return id(kpi, DetectorName.ADAPTIVE);
    }

    static String id(String kpi, String name) {
        return kpi + "/" + name;
    }

    /**
     * Learns the series' seasons and noise and spends a false-alert budget.
     *
     * @param budget false alerts allowed in 28 days for each series, 0.1 to 10,000
     */
    record Adaptive(String id, String kpi, long version, boolean enabled, double budget, Conditions conditions)
            implements Detector {
        public static final double DEFAULT_BUDGET = 28;

        public Adaptive {
            Limits.head(id, kpi, version);
            if (!(budget >= 0.1 && budget <= 10_000)) {
                throw new IllegalArgumentException("budget must be 0.1 to 10000 alerts in 28 days, not " + budget);
            }
        }

        /** With no conditions but the least deviations. */
        public Adaptive(
                String id,
                String kpi,
                long version,
                boolean enabled,
                double budget,
                double minAbsoluteDeviation,
                double minRelativeDeviation) {
            this(
                    id,
                    kpi,
                    version,
                    enabled,
                    budget,
                    Conditions.NONE.withDeviations(minAbsoluteDeviation, minRelativeDeviation));
        }

        public static Adaptive defaultFor(String kpi) {
            return new Adaptive(defaultId(kpi), kpi, 1, true, DEFAULT_BUDGET, Conditions.NONE);
        }

        /** Smallest deviation from the expected value that may alert, in the KPI's unit. */
        public double minAbsoluteDeviation() {
            return conditions.minAbsoluteDeviation();
        }

        /** The same as a share of the expected value; 0.1 is a tenth. */
        public double minRelativeDeviation() {
            return conditions.minRelativeDeviation();
        }
    }

    /**
     * Compares what a sliding window of points comes to with a limit that somebody chose: "mean over 5 minutes above 80".
     *
     * @param quantile of {@link WindowFunction#QUANTILE}, 0 to 1; 0 with any other function
     * @param window event time up to and with the newest point, 1 second to 7 days; it speaks once points span a whole window
     * @param above whether values above the limit hurt, else those below
     * @param limit in the KPI's unit; for {@link WindowFunction#RATE} in that unit a minute
     * @param recovery where it ends; the limit itself where empty
     */
    record Threshold(
            String id,
            String kpi,
            long version,
            boolean enabled,
            WindowFunction function,
            double quantile,
            Duration window,
            boolean above,
            double limit,
            OptionalDouble recovery,
            Conditions conditions)
            implements Detector {
        public Threshold {
            Limits.head(id, kpi, version);
            if (!(quantile >= 0 && quantile <= 1)) {
                throw new IllegalArgumentException(
                        "quantile must be 0 to 1, not " + quantile + "; write 0.95 for the 95th percentile");
            }
            Limits.between("window", window, Duration.ofSeconds(1), Duration.ofDays(7));
            Limits.finite("limit", limit);
            if (recovery.isPresent()) {
                double end = Limits.finite("recovery", recovery.getAsDouble());
                if (above ? end > limit : end < limit) {
                    throw new IllegalArgumentException("recovery must be "
                            + (above ? "at most" : "at least") + " the limit of " + limit + ", not " + end
                            + "; leave it out to end at the limit");
                }
            }
        }
    }

    /**
     * Alerts when a series that sends falls silent. Without a time it learns the series' own rhythm: the gaps that are usual at this
     * hour of the week, so that a shop's nightly silence is none.
     *
     * @param after how long silence may last, 10 seconds to 31 days; learned where empty
     * @param patience how many times the learned gap may pass, 1.1 to 100
     */
    record NoData(
            String id,
            String kpi,
            long version,
            boolean enabled,
            Optional<Duration> after,
            double patience,
            Conditions conditions)
            implements Detector {
        public static final double DEFAULT_PATIENCE = 3;

        public NoData {
            Limits.head(id, kpi, version);
            after.ifPresent(given -> Limits.between("after", given, Duration.ofSeconds(10), Duration.ofDays(31)));
            if (!(patience >= 1.1 && patience <= 100)) {
                throw new IllegalArgumentException("patience must be 1.1 to 100 usual gaps, not " + patience);
            }
        }
    }

    /**
     * Joins what other detectors say of series that share labels: "sign-ups low and payment errors high for the same country within
     * ten minutes". Its alerts belong to the virtual series {@code <id>{shared labels}}.
     *
     * @param when over alerts of other detectors, which stay alerts of their own
     * @param shared names of labels, at most 8; none joins everything
     * @param window how long what has ended still counts as holding, up to 24 hours
     */
    record Composite(
            String id,
            String kpi,
            long version,
            boolean enabled,
            Expression when,
            List<String> shared,
            Duration window,
            Conditions conditions)
            implements Detector {
        public static final int MAX_SHARED = 8;

        public Composite {
            Limits.head(id, kpi, version);
            shared = shared.stream().sorted().distinct().toList();
            if (shared.size() > MAX_SHARED) {
                throw new IllegalArgumentException(
                        "a composite joins by at most " + MAX_SHARED + " labels, not " + shared.size());
            }
            Limits.between("window", window, Duration.ZERO, Duration.ofDays(1));
            Expression.check(when, id);
        }
    }

    /**
     * Counts events of one key within a session: "a login from a new country, then more than 3 payments within a minute". Its alerts
     * belong to the virtual series {@code <id>{<label>="<key>"}}.
     *
     * @param start what opens a session; where empty each counted event opens one
     * @param count what is counted in it
     * @param moreThan how many are still harmless, 0 to 100,000
     * @param window how long the count may take from the session's start, 1 second to 24 hours
     * @param label what the key is called on the alert, such as {@code user}
     * @param enrich fields of the lookup record of the key that go on the alert; at most 16
     */
    record EventCount(
            String id,
            String kpi,
            long version,
            boolean enabled,
            Optional<EventFilter> start,
            EventFilter count,
            int moreThan,
            Duration window,
            String label,
            List<String> enrich,
            Conditions conditions)
            implements Detector {
        public static final int MAX_ENRICH = 16;

        public EventCount {
            Limits.head(id, kpi, version);
            if (moreThan < 0 || moreThan > 100_000) {
                throw new IllegalArgumentException("moreThan must be 0 to 100000 events, not " + moreThan);
            }
            Limits.between("window", window, Duration.ofSeconds(1), Duration.ofDays(1));
            if (!label.matches("[\\p{L}_][\\p{L}\\p{N}_]{0,63}")) {
                throw new IllegalArgumentException(
                        "label must be a letter or _ followed by up to 63 letters, digits or _, not \"" + label
                                + "\"; write \"user\", say");
            }
            enrich = List.copyOf(enrich);
            if (enrich.size() > MAX_ENRICH) {
                throw new IllegalArgumentException(
                        "an alert carries at most " + MAX_ENRICH + " lookup fields, not " + enrich.size());
            }
        }
    }
}
