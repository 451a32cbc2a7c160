// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.point.LoggedPoints;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.log.TestBroker;
import io.tidewatch.testkit.series.GeneratedSeries;
import io.tidewatch.testkit.series.SeriesGenerator;
import io.tidewatch.testkit.time.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ForecasterRoleTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private record Settings() implements ForecasterSettings {
        @Override
        public int workers() {
            return 2;
        }

        @Override
        public int batch() {
            return 10;
        }

        @Override
        public Duration look() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration aliases() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(90);
        }

        @Override
        public Optional<URI> mlflow() {
            // Nobody listens there, and nobody waits for it.
            return Optional.of(URI.create("http://127.0.0.1:1"));
        }
    }

    @Test
    void whatIsAskedForStandsOnTheTopic() throws Exception {
        GeneratedSeries points = SeriesGenerator.seeded(7)
                .startingAt(START)
                .every(Duration.ofHours(1))
                .level(50)
                .dailySeason(0.3)
                .points(24 * 8 + 12);
        SeriesKey series = SeriesKey.of("role-test");
        ManualClock clock = new ManualClock(points.time(points.size() - 1));
        LogClients clients =
                new LogClients(new LogSettings(TestBroker.shared().bootstrap(), TestBroker.PARTITIONS, (short) 1));
        try (TestDatabase server = TestDatabase.migrated();
                Database database = Database.open(server.url(), 8);
                Consumer<byte[], byte[]> consumer = clients.consumer("role-test")) {
            new KpiStore(database).save(Kpi.named("role-test"), "ana", START);
            new SeriesStore(database).register(List.of(series), START, 10, 10);
            new PointStore(database)
                    .write(List.of(new LoggedPoints(series.id(), 1, points.timeMicros(), points.value())));
            ForecasterRole role = new ForecasterRole(new Settings(), database, clients, clock);
            role.start();
            try {
                RequestStore requests = new RequestStore(database);
                database.jdbi()
                        .useTransaction(transaction ->
                                requests.add(transaction, RequestKind.TRAIN, "role-test", "{}", "ana", START));
                consumer.subscribe(List.of(Topic.FORECASTS.id()));
                Forecast forecast = next(consumer);
                assertThat(forecast.series()).isEqualTo(series);
                assertThat(forecast.modelVersion()).isEqualTo(1);
                assertThat(new ModelStore(database).champion("role-test").map(ModelVersion::version))
                        .hasValue(1L);
                assertThat(role.trouble()).isEmpty();
                assertThat(role.counters().trained()).isEqualTo(1);
            } finally {
                role.stop();
            }
        }
    }

    private static Forecast next(Consumer<byte[], byte[]> consumer) {
        for (int i = 0; i < 150; i++) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                return ForecastCodec.decode(entry.value());
            }
        }
        throw new AssertionError("no forecast within 30 s");
    }
}
