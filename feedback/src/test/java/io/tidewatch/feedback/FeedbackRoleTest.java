// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.alert.ControlApplied;
import io.tidewatch.core.alert.Provenance;
import io.tidewatch.core.alert.ServedScore;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.DeskCodec;
import io.tidewatch.core.wire.ScoresCodec;
import io.tidewatch.core.wire.ScoresMessage;
import io.tidewatch.feedback.live.LiveEvent;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.score.ScoreStore;
import io.tidewatch.testkit.alert.AlertEvents;
import io.tidewatch.testkit.log.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** The whole desk on a real broker and a real database. */
class FeedbackRoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void alertsComeInOnceAndVerdictsGoOutAsCalibrations() {
        LogClients clients =
                new LogClients(new LogSettings(TestBroker.shared().bootstrap(), TestBroker.PARTITIONS, (short) 1));
        ConcurrentMap<AlertId, String> told = new ConcurrentHashMap<>();
        ConcurrentMap<Long, Calibration> published = new ConcurrentHashMap<>();
        BlockingQueue<LiveEvent> live = new LinkedBlockingQueue<>();
        try (DeskFixture fixture = new DeskFixture();
                Producer<byte[], byte[]> scorer = clients.producer("test-scorer");
                TopicReader calibrations = new TopicReader(
                        clients,
                        "test-calibrations",
                        List.of(Topic.CALIBRATIONS.id()),
                        records -> records.forEach(entry -> {
                            Calibration calibration = CalibrationCodec.decode(entry.value());
                            published.put(calibration.version(), calibration);
                        }));
                TopicReader deskEvents = new TopicReader(
                        clients,
                        "test-desk",
                        List.of(Topic.DESK.id()),
                        records -> records.forEach(entry -> {
                            var message = DeskCodec.decode(entry.value());
                            told.put(message.alert(), message.actor());
                        }))) {
            FeedbackRole role = new FeedbackRole(fixture.desk, fixture.database, clients);
            role.start();
            try {
                SeriesKey series = fixture.series("role", "DE");
                fixture.desk.live().subscribe(live::add);
                AlertEvent opened = AlertEvents.opened(series, DeskFixture.T0, 6);
                AlertEvent resolved = AlertEvents.resolved(series, DeskFixture.T0, 2, 6);
                AlertId id = opened.alertId();
                send(scorer, Topic.ALERTS, series, new byte[] {1, 2, 3});
                send(scorer, new AlertsMessage.Event(opened), series);
                send(scorer, new AlertsMessage.Event(opened), series);
                send(
                        scorer,
                        new AlertsMessage.Control(
                                new ControlApplied(series.id(), ControlApplied.Kind.MODEL, 1, DeskFixture.T0)),
                        series);
                send(scorer, new AlertsMessage.Event(resolved), series);
                send(scorer, new AlertsMessage.Event(resolved), series);
                eventually()
                        .untilAsserted(
                                () -> assertThat(fixture.desk.alerts().find(id).status())
                                        .isEqualTo(AlertStatus.RESOLVED));
                assertThat(fixture.desk.alerts().detail(id).events()).containsExactly(opened, resolved);
                assertThat(fixture.desk.alerts().counts().resolved()).isEqualTo(1);
                eventually()
                        .until(() -> live.stream()
                                .anyMatch(event -> event instanceof LiveEvent.AlertChanged changed
                                        && changed.alert().id().equals(id)));

                fixture.desk.verdicts().give(id, VerdictInput.of(VerdictKind.FALSE_ALARM, OptionalLong.empty()), "ana");
                eventually()
                        .untilAsserted(() -> assertThat(published)
                                .containsEntry(1L, fixture.desk.calibrations().current(series.id())));
                eventually().untilAsserted(() -> assertThat(told).containsEntry(id, "ana"));
                assertThat(fixture.outbox(Topic.CALIBRATIONS)).isEmpty();

                ServedScore score =
                        new ServedScore(DeskFixture.T0, 180, new Bounds(120, 100, 140), 0.6, Provenance.MODEL, 3);
                send(scorer, Topic.SCORES, series, ScoresCodec.encode(new ScoresMessage(series.id(), List.of(score))));
                eventually()
                        .untilAsserted(() -> assertThat(new ScoreStore(fixture.database).newest(series.id()))
                                .hasValue(DeskFixture.T0));
                assertThat(role.trouble()).isEmpty();
            } finally {
                role.stop();
                role.stop();
            }
            assertThat(calibrations.trouble() + deskEvents.trouble()).isEmpty();
        }
    }

    @Test
    void aLabelledAlertThatGrowsIsFittedAgain() {
        LogClients clients =
                new LogClients(new LogSettings(TestBroker.shared().bootstrap(), TestBroker.PARTITIONS, (short) 1));
        try (DeskFixture fixture = new DeskFixture();
                Producer<byte[], byte[]> scorer = clients.producer("test-scorer-2")) {
            FeedbackRole role = new FeedbackRole(fixture.desk, fixture.database, clients);
            role.start();
            try {
                SeriesKey series = fixture.series("grows", "DE");
                AlertEvent opened = AlertEvents.opened(series, DeskFixture.T0, 6);
                fixture.record(opened);
                fixture.desk
                        .verdicts()
                        .give(opened.alertId(), VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()), "ana");
                send(scorer, new AlertsMessage.Event(AlertEvents.resolved(series, DeskFixture.T0, 2, 9)), series);
                eventually().untilAsserted(() -> {
                    Calibration now = fixture.desk.calibrations().current(series.id());
                    assertThat(now.version()).isEqualTo(2);
                    assertThat(now.trueRanges().getFirst().to()).isEqualTo(DeskFixture.T0 + 30 * Micros.MINUTE);
                });
            } finally {
                role.stop();
            }
        }
    }

    /** What is not there yet counts as not yet true. */
    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE).ignoreExceptions();
    }

    private static void send(Producer<byte[], byte[]> scorer, AlertsMessage message, SeriesKey series) {
        send(scorer, Topic.ALERTS, series, AlertsCodec.encode(message));
    }

    private static void send(Producer<byte[], byte[]> scorer, Topic topic, SeriesKey series, byte[] value) {
        scorer.send(new ProducerRecord<>(topic.id(), series.id().key(), value));
        scorer.flush();
    }
}
