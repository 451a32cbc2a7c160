// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.event.Lookup;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.kpi.Expression;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.testkit.series.GeneratedSeries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JointTopologyTest {
    private final Driven driven = new Driven(100);

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void an_account_takeover_is_seen_in_the_events_topic_with_what_the_lookup_knows() {
        driven.settings(new SettingsMessage.OfDetector(new Detector.EventCount(
                "payments/takeover",
                "payments",
                1,
                true,
                Optional.of(new EventFilter("login", Map.of(), Optional.of("country"))),
                new EventFilter("payment", Map.of(), Optional.empty()),
                3,
                Duration.ofMinutes(1),
                "user",
                List.of("tier"),
                Conditions.NONE)));
        driven.lookup(new Lookup("u1", Map.of("tier", "gold")));
        event("login", 0, Map.of("country", "DE"));
        event("login", 300, Map.of("country", "FR"));
        for (int i = 0; i < 5; i++) {
            event("payment", 310 + i, Map.of());
        }
        assertThat(driven.alerts()).extracting(AlertEvent::kind).startsWith(AlertEventKind.OPENED);
        assertThat(driven.alerts().getFirst().series().toString()).isEqualTo("payments/takeover{user=\"u1\"}");
        assertThat(driven.alerts().getFirst().why()).endsWith("tier gold");
        driven.heartbeat(Inputs.START_MICROS + 400 * Micros.SECOND);
        assertThat(driven.alerts().getLast().kind()).isEqualTo(AlertEventKind.RESOLVED);
    }

    @Test
    void a_composite_joins_two_kpis_by_a_label_they_share() {
        SeriesKey signups = new SeriesKey("signups", Labels.of("country", "DE"));
        SeriesKey errors = new SeriesKey("errors", Labels.of("country", "DE"));
        SeriesKey elsewhere = new SeriesKey("errors", Labels.of("country", "FR"));
        driven.settings(new SettingsMessage.OfKpi(Inputs.kpi("signups", 1, false)));
        driven.settings(new SettingsMessage.OfKpi(Inputs.kpi("errors", 1, false)));
        driven.settings(new SettingsMessage.OfDetector(new Detector.Composite(
                "signups/both",
                "signups",
                1,
                true,
                new Expression.All(List.of(
                        new Expression.Alerting("signups/adaptive", Severity.LOW, Optional.empty()),
                        new Expression.Alerting("errors/adaptive", Severity.LOW, Optional.empty()))),
                List.of("country"),
                Duration.ofMinutes(10),
                Conditions.NONE)));
        GeneratedSeries generated = Inputs.series(800);
        driven.send(elsewhere, generated, 0, 800);
        driven.send(signups, generated, 0, Inputs.SPIKE + 10);
        assertThat(driven.alerts()).noneMatch(event -> event.detectorId().equals("signups/both"));
        driven.send(errors, generated, 0, Inputs.SPIKE + 10);
        assertThat(driven.alerts())
                .filteredOn(event -> event.detectorId().equals("signups/both"))
                .first()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(AlertEventKind.OPENED);
                    assertThat(event.series().toString()).isEqualTo("signups/both{country=\"DE\"}");
                    assertThat(event.started()).isEqualTo(generated.timeMicros()[Inputs.SPIKE]);
                    assertThat(event.why()).contains("errors{country=\"DE\"}").contains("signups{country=\"DE\"}");
                });
    }

    private void event(String type, int second, Map<String, String> attributes) {
        driven.event(new Event("", "u1", type, Inputs.START_MICROS + second * Micros.SECOND, attributes));
    }
}
