// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.forecaster.registry.ContractServer;
import io.tidewatch.forecaster.registry.MlflowPublisher;
import io.tidewatch.forecaster.registry.TestForecasts;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.forecast.AliasStore;
import io.tidewatch.storage.forecast.Bundles;
import io.tidewatch.storage.forecast.ItemOutcome;
import io.tidewatch.storage.forecast.MlflowOutbox;
import io.tidewatch.storage.forecast.ModelStore;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.forecast.RunCause;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import io.tidewatch.storage.forecast.WorkList;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AliasFollowerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T00:10:00Z");
    private static TestDatabase server;
    private static Database database;

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

    @Test
    void anAliasMovedInMlflowMovesWhatServesAndIsNotMovedBack() throws IOException {
        SeriesKey series = SeriesKey.of("aliased");
        new SeriesStore(database).register(List.of(series), NOW, 10, 10);
        AliasStore aliases = new AliasStore(database);
        MlflowOutbox outbox = new MlflowOutbox(database);
        VersionChanges changes = new VersionChanges(database, new ManualClock(NOW), true, () -> {});
        try (ContractServer mlflow = new ContractServer();
                MlflowPublisher publisher = new MlflowPublisher(outbox, aliases, mlflow.uri())) {
            train(series);
            publish(mlflow, publisher, "model-versions-create-second", "registered-models-alias-set");
            assertThat(aliases.seen("aliased")).contains("2");
            train(series);
            publish(
                    mlflow,
                    publisher,
                    "model-versions-create",
                    "registered-models-alias-get",
                    "registered-models-alias-set");
            assertThat(aliases.seen("aliased")).contains("1");
            AliasFollower follower = new AliasFollower(aliases, changes, publisher);

            // There, somebody has pointed the alias at 2, which is our version 1.
            mlflow.expect("registered-models-alias-get");
            follower.look();
            ModelVersion champion = new ModelStore(database).champion("aliased").orElseThrow();
            assertThat(champion.copyOf()).hasValue(1);
            assertThat(champion.version()).isEqualTo(3);
            assertThat(aliases.seen("aliased")).contains("2");

            // Publishing the change finds the alias where it is wanted, and the next look finds nothing new.
            mlflow.expect("registered-models-alias-get", "registered-models-alias-set", "registered-models-alias-get");
            assertThat(publisher.publishNext()).isTrue();
            follower.look();
            assertThat(mlflow.left()).isZero();
            assertThat(new ModelStore(database)
                            .champion("aliased")
                            .orElseThrow()
                            .version())
                    .isEqualTo(3);
        }
    }

    private static void publish(ContractServer mlflow, MlflowPublisher publisher, String create, String... alias)
            throws IOException {
        mlflow.expect(
                "experiments-get-by-name",
                "runs-create",
                "runs-log-batch",
                "artifacts-upload",
                "artifacts-upload",
                "registered-models-create",
                create);
        mlflow.expect(alias);
        mlflow.expect("runs-update");
        assertThat(publisher.publishNext()).as("%s", mlflow.complaints()).isTrue();
        assertThat(mlflow.left()).isZero();
    }

    private static void train(SeriesKey series) {
        TrainingRun run = new TrainingStore(database)
                .schedule(series.kpi(), RunCause.FIRST, Micros.of(NOW), OptionalLong.empty(), NOW)
                .orElseThrow();
        new WorkList(database)
                .trainSome(
                        9,
                        (key, kpi, version, trainedTo, before) -> new ItemOutcome.Trained(
                                TestForecasts.flat(key, version, trainedTo), 7, new byte[] {1}, "{}"));
        new Bundles(database).finish(run.id(), true, NOW);
    }
}
