// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.ForecastCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.AliasStore;
import io.tidewatch.storage.forecast.Bundles;
import io.tidewatch.storage.forecast.ItemOutcome;
import io.tidewatch.storage.forecast.MlflowOutbox;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.forecast.WorkList;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class MlflowPublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-02T00:10:00Z");
    private static final SeriesKey SERIES = SeriesKey.of("shop/orders");
    private static TestDatabase server;
    private static Database database;
    private MlflowOutbox outbox;

    @BeforeAll
    static void start() {
        server = TestDatabase.migrated();
        database = Database.open(server.url(), 4);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @BeforeEach
    void oneVersionWaits() {
        database.jdbi().useHandle(handle -> handle.execute("truncate series, training_run, mlflow_alias cascade"));
        outbox = new MlflowOutbox(database);
        new SeriesStore(database).register(List.of(SERIES), NOW, 10, 10);
        TrainingRun run = new TrainingStore(database)
                .schedule("shop/orders", RunCause.FIRST, Micros.of(NOW), OptionalLong.empty(), NOW)
                .orElseThrow();
        new WorkList(database)
                .trainSome(
                        9,
                        (series, kpi, version, trainedTo, before) ->
                                new ItemOutcome.Trained(forecast(version), 7, new byte[] {1}, "{}"));
        new Bundles(database).finish(run.id(), true, NOW);
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    void publishesRunBundleVersionAndAlias() throws IOException {
        try (ContractServer mlflow = new ContractServer();
                MlflowPublisher publisher = new MlflowPublisher(outbox, new AliasStore(database), mlflow.uri())) {
            mlflow.expect(
                    "experiments-get-by-name-missing",
                    "experiments-create",
                    "runs-create",
                    "runs-log-batch",
                    "artifacts-upload",
                    "artifacts-upload",
                    "registered-models-create",
                    "model-versions-create",
                    "registered-models-alias-set",
                    "runs-update");
            assertThat(publisher.publishNext()).as("%s", mlflow.complaints).isTrue();
            assertThat(publisher.publishNext()).isFalse();
            assertThat(mlflow.complaints).as("%s", mlflow.asked).isEmpty();
            assertThat(mlflow.left()).isZero();
            assertThat(outbox.waiting()).isZero();
            assertThat(mlflow.bodies.toString())
                    .contains("\"tidewatch-shop%2Forders\"")
                    .contains("{\"key\":\"tidewatch.version\",\"value\":\"1\"}");
            DataInputStream bundle =
                    new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(mlflow.uploaded)));
            byte[] first = bundle.readNBytes(bundle.readInt());
            assertThat(first).isEqualTo(ForecastCodec.encode(forecast(1)));
            assertThat(bundle.read()).isEqualTo(-1);
        }
    }

    @Test
    void goesOnWhereAFailureStoppedIt() throws IOException {
        try (ContractServer mlflow = new ContractServer();
                MlflowPublisher publisher = new MlflowPublisher(outbox, new AliasStore(database), mlflow.uri())) {
            mlflow.expect("experiments-get-by-name", "runs-create", "runs-log-batch", "artifacts-download-missing");
            assertThatThrownBy(publisher::publishNext).hasMessageContaining("answers 404");
            assertThat(outbox.waiting()).isEqualTo(1);
            mlflow.complaints.clear();
            mlflow.expect(
                    "experiments-get-by-name",
                    "runs-log-batch",
                    "artifacts-upload-again-overwrites",
                    "artifacts-upload-again-overwrites",
                    "registered-models-create-duplicate",
                    "model-versions-create",
                    "registered-models-alias-set",
                    "runs-update");
            assertThat(publisher.publishNext()).isTrue();
            // The recorded duplicate came without a description.
            assertThat(mlflow.complaints).containsOnly("field description is in no record");
            assertThat(outbox.waiting()).isZero();
        }
    }

    /** The same against the server that is named, which keeps what it is told. */
    @Test
    @EnabledIfEnvironmentVariable(named = "MLFLOW_TRACKING_URI", matches = "https?://.+")
    void publishesToTheServerThatIsNamed() {
        URI named = URI.create(System.getenv("MLFLOW_TRACKING_URI"));
        try (MlflowPublisher publisher = new MlflowPublisher(outbox, new AliasStore(database), named)) {
            assertThat(publisher.publishNext()).isTrue();
            assertThat(outbox.waiting()).isZero();
            assertThat(publisher.champion(SERIES.kpi()))
                    .as("the alias points to the version just registered")
                    .isEqualTo(new AliasStore(database).seen(SERIES.kpi()))
                    .isPresent();
        }
    }

    @Test
    void nothingIsLostWhileMlflowIsAway() {
        try (MlflowPublisher publisher =
                new MlflowPublisher(outbox, new AliasStore(database), URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(publisher::publishNext).isInstanceOf(RuntimeException.class);
            assertThat(outbox.waiting()).isEqualTo(1);
        }
    }

    private static Forecast forecast(long version) {
        return TestForecasts.flat(SERIES, version, Micros.of(NOW));
    }
}
