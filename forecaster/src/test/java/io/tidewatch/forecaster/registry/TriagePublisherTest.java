// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.triage.TriageFeature;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.triage.TriageStore;
import io.tidewatch.storage.triage.TriageTraining;
import io.tidewatch.testkit.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriagePublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-02T00:10:00Z");

    @Test
    void publishesARunWithWeightsAndProvenanceAndLosesNothingWhileMlflowIsAway() throws IOException {
        try (TestDatabase server = TestDatabase.migrated();
                Database database = Database.open(server.url(), 4)) {
            TriageStore store = new TriageStore(database);
            store.add(TriageTraining.without(TriageTraining.State.TOO_FEW, 3, 1, "00"), NOW);
            int n = TriageFeature.values().length;
            List<Double> ones = Collections.nCopies(n, 1.0);
            store.add(
                    new TriageTraining(
                            TriageTraining.State.TRAINED,
                            40,
                            22,
                            0.1,
                            ones,
                            ones,
                            ones,
                            0.4,
                            0.69,
                            "ab12",
                            "trainer = sgd"),
                    NOW);
            try (TriagePublisher away = new TriagePublisher(store, URI.create("http://127.0.0.1:1"))) {
                assertThatThrownBy(away::publishNext).isInstanceOf(RuntimeException.class);
            }
            try (ContractServer mlflow = new ContractServer();
                    TriagePublisher publisher = new TriagePublisher(store, mlflow.uri())) {
                mlflow.expect(
                        "experiments-get-by-name-missing",
                        "experiments-create",
                        "runs-create",
                        "runs-log-batch",
                        "artifacts-upload",
                        "runs-update");
                assertThat(publisher.publishNext()).as("%s", mlflow.complaints).isTrue();
                assertThat(publisher.publishNext()).isFalse();
                assertThat(mlflow.complaints).as("%s", mlflow.asked).isEmpty();
                assertThat(mlflow.left()).isZero();
                assertThat(mlflow.bodies.toString()).contains("weight.strength").contains("ab12");
            }
        }
    }
}
