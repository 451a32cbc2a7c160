// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.triage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.triage.TriageFeature;
import io.tidewatch.core.triage.TriageScore;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.triage.TriageStore;
import io.tidewatch.storage.triage.TriageTraining;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TriageServiceTest {
    @Test
    void ordersByChanceOnceThereIsAModelAndSaysWhy() {
        try (DeskFixture fixture = new DeskFixture()) {
            TriageService triage = fixture.desk.triage();
            SeriesKey germany = fixture.series("signups", "DE");
            SeriesKey france = fixture.series("signups", "FR");
            AlertId judged = fixture.alert(germany, 1, 9);
            fixture.desk
                    .verdicts()
                    .give(judged, VerdictInput.of(VerdictKind.TRUE_ANOMALY, OptionalLong.empty()), "ana");
            AlertId weakOnGood = fixture.alert(germany, 2, 4.5);
            AlertId strongElsewhere = fixture.alert(france, 3, 9);
            List<Alert> newest =
                    fixture.desk.alerts().list(AlertQuery.newest(10)).alerts();

            assertThat(triage.scores(newest)).isEmpty();
            assertThat(TriageService.ordered(newest, Map.of())).isEqualTo(newest);
            assertThat(TriageService.sentence(triage.newest())).contains("Not trained");
            TriageStore store = new TriageStore(fixture.database);
            store.add(TriageTraining.without(TriageTraining.State.TOO_FEW, 1, 1, "00"), DeskFixture.NOW);
            assertThat(TriageService.sentence(triage.newest()))
                    .contains("1 judged alerts, 1 of them true")
                    .contains("newest alerts come first");

            // Only the record counts.
            store.add(trained(TriageFeature.RECORD, 2), DeskFixture.NOW);
            Map<AlertId, TriageScore> scores = triage.scores(newest);
            assertThat(TriageService.ordered(newest, scores))
                    .extracting(Alert::id)
                    .containsExactly(weakOnGood, strongElsewhere, judged);
            assertThat(requireNonNull(scores.get(weakOnGood)).sentence())
                    .contains("for: 1 of 1 judged alerts of this series were true");
            // An alert's own verdict is not its reason.
            assertThat(requireNonNull(scores.get(judged)).chance()).isEqualTo(0.5);
            assertThat(TriageService.sentence(triage.newest())).contains("likeliest true alerts come first");
        }
    }

    private static TriageTraining trained(TriageFeature feature, double weight) {
        int n = TriageFeature.values().length;
        List<Double> weights = new ArrayList<>(Collections.nCopies(n, 0.0));
        weights.set(feature.ordinal(), weight);
        return new TriageTraining(
                TriageTraining.State.TRAINED,
                40,
                20,
                0,
                weights,
                Collections.nCopies(n, 0.0),
                Collections.nCopies(n, 1.0),
                0.4,
                0.69,
                "00",
                "");
    }
}
