// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.joint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.kpi.Conditions;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.EventFilter;
import io.tidewatch.core.kpi.Expression;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.testkit.alert.AlertEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JointTest {
    private static final long NOON = 12 * Micros.HOUR;
    private static final Detector.EventCount TAKEOVER = new Detector.EventCount(
            "payments/takeover",
            "payments",
            1,
            true,
            Optional.of(new EventFilter("login", Map.of(), Optional.of("country"))),
            new EventFilter("payment", Map.of(), Optional.empty()),
            3,
            Duration.ofMinutes(1),
            "user",
            List.of("tier", "home"),
            Conditions.NONE);
    private static final SeriesKey USER = new SeriesKey("payments/takeover", Labels.of("user", "u1"));
    private static final Map<String, String> CONTEXT = Map.of("tier", "gold", "home", "DE", "secret", "no");

    @Test
    void a_login_from_a_new_country_and_four_payments_in_a_minute_are_an_alert_with_its_context() {
        List<AlertEvent> told = sessions(takeover());
        assertThat(told).extracting(AlertEvent::kind).containsExactly(AlertEventKind.OPENED, AlertEventKind.RESOLVED);
        AlertEvent opened = told.getFirst();
        assertThat(opened.series()).isEqualTo(USER);
        assertThat(opened.started()).isEqualTo(NOON + 600 * Micros.SECOND);
        assertThat(opened.at()).isEqualTo(NOON + 635 * Micros.SECOND);
        assertThat(opened.why())
                .isEqualTo(
                        "4 payment events within 60 s, more than 3, after a login with a new country, FR; tier gold, home DE");
        assertThat(told.getLast().resolved()).hasValue(NOON + 660 * Micros.SECOND);
    }

    @Test
    void events_in_any_order_and_sent_twice_end_in_the_same_alerts() {
        List<AlertEvent> inOrder = finals(sessions(takeover()));
        for (int seed = 0; seed < 200; seed++) {
            List<Event> shuffled = new ArrayList<>(takeover());
            shuffled.addAll(takeover());
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(finals(sessions(shuffled)))
                    .as("seed %d", seed)
                    .usingRecursiveFieldByFieldElementComparatorOnFields(
                            "started", "resolved", "severity", "peakEvidence")
                    .isEqualTo(inOrder);
        }
    }

    private static List<AlertEvent> sessions(List<Event> events) {
        byte[] state = null;
        List<AlertEvent> told = new ArrayList<>();
        for (Event event : events) {
            EventSessions sessions = JointCodec.sessions(USER, state);
            if (sessions.take(TAKEOVER, event)) {
                told.addAll(sessions.evaluate(TAKEOVER, CONTEXT, event.timeMicros()));
            }
            state = JointCodec.encode(sessions);
        }
        EventSessions sessions = JointCodec.sessions(USER, state);
        told.addAll(sessions.evaluate(TAKEOVER, CONTEXT, NOON + Micros.HOUR));
        assertThat(sessions.deadline(TAKEOVER)).isEqualTo(Long.MAX_VALUE);
        return told;
    }

    private static List<Event> takeover() {
        List<Event> events = new ArrayList<>();
        events.add(event("a", "login", 0, Map.of("country", "DE")));
        for (int i = 0; i < 6; i++) {
            events.add(event("b" + i, "payment", 10 + i, Map.of()));
        }
        events.add(event("c", "login", 600, Map.of("country", "FR")));
        for (int i = 0; i < 4; i++) {
            events.add(event("d" + i, "payment", 605 + 10 * i, Map.of()));
        }
        events.add(event("e", "login", 900, Map.of("country", "FR")));
        for (int i = 0; i < 4; i++) {
            events.add(event("f" + i, "payment", 905 + 10 * i, Map.of()));
        }
        return events;
    }

    private static Event event(String id, String type, int second, Map<String, String> attributes) {
        return new Event(id, "u1", type, NOON + second * Micros.SECOND, attributes);
    }

    private static final SeriesKey JOINED = new SeriesKey("signups/both", Labels.of("country", "DE"));
    private static final SeriesKey SIGNUPS = new SeriesKey("signups", Labels.of("country", "DE"));
    private static final SeriesKey ERRORS = new SeriesKey("errors", Labels.of("country", "DE"));

    @Test
    void two_alerts_within_ten_minutes_are_one_and_in_any_order() {
        Detector.Composite both = composite(new Expression.All(List.of(on("signups"), on("errors"))));
        List<AlertEvent> inputs = List.of(
                opened(SIGNUPS, NOON, 6), resolved(SIGNUPS, NOON, 2, 6), opened(ERRORS, NOON + 35 * Micros.MINUTE, 9));
        long ended = inputs.get(1).resolved().orElseThrow();
        List<AlertEvent> inOrder = finals(joined(both, inputs, NOON + 3 * Micros.HOUR));
        assertThat(inOrder).hasSize(ended + 10 * Micros.MINUTE > NOON + 35 * Micros.MINUTE ? 1 : 0);
        for (int seed = 0; seed < 50; seed++) {
            List<AlertEvent> shuffled = new ArrayList<>(inputs);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(finals(joined(both, shuffled, NOON + 3 * Micros.HOUR)))
                    .usingRecursiveFieldByFieldElementComparatorOnFields("started", "resolved", "severity", "why")
                    .isEqualTo(inOrder);
        }
    }

    @Test
    void a_joint_alert_says_what_spoke_and_ends_when_the_window_has_passed() {
        Detector.Composite both = composite(new Expression.All(List.of(on("signups"), on("errors"))));
        List<AlertEvent> told = joined(
                both,
                List.of(
                        opened(SIGNUPS, NOON, 6),
                        opened(ERRORS, NOON + 5 * Micros.MINUTE, 9),
                        resolved(ERRORS, NOON + 5 * Micros.MINUTE, 2, 9)),
                NOON + 5 * Micros.HOUR);
        assertThat(told).extracting(AlertEvent::kind).containsExactly(AlertEventKind.OPENED, AlertEventKind.RESOLVED);
        assertThat(told.getFirst().started()).isEqualTo(NOON + 5 * Micros.MINUTE);
        assertThat(told.getFirst().why())
                .contains("errors{country=\"DE\"}: ")
                .contains("; and signups{country=\"DE\"}: ");
    }

    @Test
    void what_must_not_be_there_vetoes() {
        Detector.Composite alone =
                composite(new Expression.All(List.of(on("signups"), new Expression.Not(on("errors")))));
        assertThat(joined(alone, List.of(opened(ERRORS, NOON, 9), opened(SIGNUPS, NOON + 1, 6)), NOON + Micros.HOUR))
                .isEmpty();
        assertThat(joined(alone, List.of(opened(SIGNUPS, NOON, 6)), NOON + Micros.HOUR))
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEventKind.OPENED);
    }

    private static AlertEvent opened(SeriesKey series, long started, double peak) {
        return byAdaptive(AlertEvents.opened(series, started, peak));
    }

    private static AlertEvent resolved(SeriesKey series, long started, int sequence, double peak) {
        return byAdaptive(AlertEvents.resolved(series, started, sequence, peak));
    }

    private static AlertEvent byAdaptive(AlertEvent event) {
        return new AlertEvent(
                event.alertId(),
                event.sequence(),
                event.kind(),
                event.series(),
                Detector.defaultId(event.series().kpi()),
                event.started(),
                event.at(),
                event.resolved(),
                event.severity(),
                event.peakEvidence(),
                event.peakAt(),
                event.threshold(),
                event.sign(),
                event.actual(),
                event.bounds(),
                event.evidence(),
                event.why(),
                event.points(),
                event.unit(),
                event.versions());
    }

    private static List<AlertEvent> joined(Detector.Composite definition, List<AlertEvent> inputs, long end) {
        byte[] state = null;
        List<AlertEvent> told = new ArrayList<>();
        for (AlertEvent input : inputs) {
            CompositeSeries series = JointCodec.composite(JOINED, state);
            series.take(input);
            told.addAll(series.evaluate(definition, input.at()));
            state = JointCodec.encode(series);
        }
        CompositeSeries series = JointCodec.composite(JOINED, state);
        told.addAll(series.evaluate(definition, end));
        return told;
    }

    private static Expression on(String kpi) {
        return new Expression.Alerting(Detector.defaultId(kpi), Severity.LOW, Optional.empty());
    }

    private static Detector.Composite composite(Expression when) {
        return new Detector.Composite(
                "signups/both", "signups", 1, true, when, List.of("country"), Duration.ofMinutes(10), Conditions.NONE);
    }

    private static List<AlertEvent> finals(Collection<AlertEvent> told) {
        Map<AlertId, AlertEvent> newest = new TreeMap<>(Comparator.comparing(AlertId::value));
        told.forEach(event -> newest.put(event.alertId(), event));
        return newest.values().stream()
                .filter(event -> event.kind() != AlertEventKind.RETRACTED)
                .sorted(Comparator.comparingLong(AlertEvent::started))
                .toList();
    }
}
