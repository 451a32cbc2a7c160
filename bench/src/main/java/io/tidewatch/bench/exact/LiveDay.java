// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.exact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.bench.scratch.Scratch;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.point.SeriesPoints;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.CalibrationCodec;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.core.wire.PointsCodec;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker of its own with a day sent into it, one point a record, and a scorer in another process. */
final class LiveDay implements AutoCloseable {
    final LogClients clients;
    final EmbeddedBroker broker;
    final Scratch scratch;
    private final Day day;
    private final Producer<byte[], byte[]> producer;

    LiveDay(Day day) throws IOException {
        this.day = day;
        scratch = Scratch.forBench("exact");
        broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0);
        clients = new LogClients(new LogSettings(broker.bootstrap(), ScorerMain.PARTITIONS, (short) 1));
        new Topics(clients).ensure();
        producer = clients.producer("exact");
        Kpi usual = Kpi.named(Day.KPI);
        SettingsMessage kpi = new SettingsMessage.OfKpi(new Kpi(
                Day.KPI,
                1,
                "",
                "",
                "",
                usual.zone(),
                Optional.empty(),
                usual.kind(),
                usual.direction(),
                usual.lateLimit(),
                false));
        producer.send(new ProducerRecord<>(Topic.SETTINGS.id(), kpi.key().getBytes(UTF_8), SettingsCodec.encode(kpi)));
        forecasts(1);
        producer.flush();
    }

    /**
     * Sends the whole day: verdicts at a third and at two thirds, the second model at a quarter, heartbeats after each step and for
     * three hours after the last.
     */
    void send(boolean late) {
        List<List<Integer>> waiting = new ArrayList<>();
        for (int k = 0; k <= day.steps; k++) {
            waiting.add(new ArrayList<>());
        }
        for (int k = 0; k < day.steps; k++) {
            if (k == day.steps / 4) {
                forecasts(2);
            }
            if (k == day.steps / 3 || k == day.steps * 2 / 3) {
                verdicts(k == day.steps / 3 ? 1 : 2);
            }
            for (int i = 0; i < day.series; i++) {
                int delay = late ? day.delay(i, k) : 0;
                if (delay == 0) {
                    point(i, k);
                } else {
                    waiting.get(k + delay).add(i * day.steps + k);
                }
            }
            for (int packed : waiting.get(k)) {
                point(packed / day.steps, packed % day.steps);
            }
            waiting.get(k).clear();
            heartbeat(day.time(k));
        }
        heartbeat(day.time(day.steps) + 3 * Micros.HOUR);
        producer.flush();
    }

    private void point(int i, int k) {
        SeriesPoints point =
                new SeriesPoints(day.key(i), Origin.LIVE, new long[] {day.time(k)}, new double[] {day.value(i, k)});
        producer.send(new ProducerRecord<>(Topic.POINTS.id(), day.key(i).id().key(), PointsCodec.encode(point)));
    }

    private void heartbeat(long time) {
        byte[] clock = PointsCodec.encodeHeartbeat(time);
        for (int partition = 0; partition < ScorerMain.PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(Topic.POINTS.id(), partition, new byte[0], clock));
        }
    }

    private void forecasts(int version) {
        for (int i = 0; i < day.series; i++) {
            producer.send(new ProducerRecord<>(
                    Topic.FORECASTS.id(), day.key(i).id().key(), ForecastCodec.encode(day.forecast(i, version))));
        }
    }

    private void verdicts(int version) {
        for (int i = 0; i < day.series; i++) {
            if (day.judged(i)) {
                producer.send(new ProducerRecord<>(
                        Topic.CALIBRATIONS.id(),
                        day.key(i).id().key(),
                        CalibrationCodec.encode(day.key(i).id(), day.calibration(i, version))));
            }
        }
    }

    Process scorer() throws IOException {
        return ScorerMain.start(broker.bootstrap(), "exact", scratch.resolve("state"), scratch.resolve("scorer.log"));
    }

    @Override
    public void close() throws IOException {
        producer.close();
        broker.close();
        scratch.close();
    }
}
