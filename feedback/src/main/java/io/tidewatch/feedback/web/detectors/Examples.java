// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.detectors;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.kpi.Expression;
import io.tidewatch.core.kpi.WindowFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A detector of each kind to begin with. */
enum Examples {
    THRESHOLD("threshold", "Compares what a window of points comes to with a limit that you choose.") {
        @Override
        Detector of(String kpi) {
            return new Detector.Threshold(
                    Detector.id(kpi, "limit"),
                    kpi,
                    1,
                    true,
                    WindowFunction.MEAN,
                    0,
                    Duration.ofMinutes(5),
                    true,
                    80,
                    OptionalDouble.empty(),
                    Conditions.NONE);
        }
    },
    NO_DATA("no_data", "Alerts when a series that sends falls silent; it learns which silences are usual.") {
        @Override
        Detector of(String kpi) {
            return new Detector.NoData(
                    Detector.id(kpi, "silence"),
                    kpi,
                    1,
                    true,
                    Optional.empty(),
                    Detector.NoData.DEFAULT_PATIENCE,
                    Conditions.NONE);
        }
    },
    COMPOSITE("composite", "Joins what other detectors say of series that share labels.") {
        @Override
        Detector of(String kpi) {
            return new Detector.Composite(
                    Detector.id(kpi, "joined"),
                    kpi,
                    1,
                    true,
                    new Expression.All(List.of(
                            new Expression.Alerting(Detector.defaultId(kpi), Severity.LOW, Optional.of(Direction.DOWN)),
                            new Expression.Alerting(
                                    Detector.defaultId("another_kpi"), Severity.LOW, Optional.of(Direction.UP)))),
                    List.of("country"),
                    Duration.ofMinutes(10),
                    Conditions.NONE);
        }
    },
    EVENT_COUNT("event_count", "Counts events of one key within a session.") {
        @Override
        Detector of(String kpi) {
            return new Detector.EventCount(
                    Detector.id(kpi, "burst"),
                    kpi,
                    1,
                    true,
                    Optional.of(new EventFilter("login", Map.of(), Optional.of("country"))),
                    new EventFilter("payment", Map.of(), Optional.empty()),
                    3,
                    Duration.ofMinutes(1),
                    "user",
                    List.of("tier"),
                    Conditions.NONE);
        }
    };

    private final String slug;
    private final String purpose;

    Examples(String slug, String purpose) {
        this.slug = slug;
        this.purpose = purpose;
    }

    abstract Detector of(String kpi);

    String purpose() {
        return purpose;
    }

    /** @throws TidewatchException INVALID_VALUE */
    static Examples named(String kind) {
        for (Examples each : values()) {
            if (each.slug.equals(kind)) {
                return each;
            }
        }
        throw new TidewatchException(
                ErrorCode.INVALID_VALUE,
                "kind must be threshold, no_data, composite or event_count, not \"" + kind + "\".");
    }
}
