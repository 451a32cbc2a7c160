// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.kpi.KpiDraft;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelServiceTest {
    @Test
    void asksForOneTrainingAtATime() {
        try (DeskFixture fixture = new DeskFixture()) {
            ModelService models = fixture.desk.models();
            fixture.desk.kpis().create("signups", KpiDraft.defaults(), "ana");
            Request first = models.train("signups", Optional.empty(), "ana");
            assertThat(models.train("signups", Optional.empty(), "ben")).isEqualTo(first);
            RequestStore forecaster = new RequestStore(fixture.database);
            assertThat(forecaster
                            .take(Set.of(RequestKind.TRAIN), DeskFixture.NOW)
                            .orElseThrow()
                            .id())
                    .isEqualTo(first.id());
            assertThat(models.train("signups", Optional.empty(), "ben").id()).isEqualTo(first.id());
            forecaster.done(first.id(), "trained", DeskFixture.NOW);
            assertThat(models.train("signups", Optional.empty(), "ben").id()).isNotEqualTo(first.id());
            assertThat(models.trainings("signups")).hasSize(2);
            assertThat(models.request(first.id()).message()).isEqualTo("trained");
            assertThat(fixture.audit())
                    .containsExactly(
                            "ana kpi.created kpi/signups",
                            "ana training.requested kpi/signups",
                            "ben training.requested kpi/signups");
            assertThatThrownBy(() -> models.train("nobody", Optional.empty(), "ana"))
                    .isInstanceOf(TidewatchException.class)
                    .hasMessageContaining("nobody");
            assertThat(models.versions("signups")).isEmpty();
        }
    }
}
