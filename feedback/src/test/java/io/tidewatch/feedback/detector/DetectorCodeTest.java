// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.kpi.KpiDraft;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorCodeTest {
    private static final String DOCUMENT = """
            version: 1
            detectors:
            - kpi: cpu
              name: together
              kind: composite
              composite:
                when: {all: [{detector: cpu/busy}, {detector: cpu/adaptive}]}
                shared: [country]
            - kpi: cpu
              name: busy
              kind: threshold
              threshold: {function: mean, window: PT5M, hurts: above, limit: 80}
            - kpi: cpu
              name: adaptive
              kind: adaptive
              adaptive: {budget: 4}
            """;
    private DeskFixture fixture;
    private DetectorCode code;

    @BeforeEach
    void start() {
        fixture = new DeskFixture();
        fixture.desk.kpis().create("cpu", KpiDraft.defaults(), "ana");
        code = new DetectorCode(fixture.desk.detectors(), fixture.desk.kpis());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aDocumentIsAppliedOnceAndExportsAsItself() {
        List<DetectorCode.Change> would = code.apply(DOCUMENT, false, true, "ana");
        assertThat(fixture.desk.detectors().of("cpu")).hasSize(1);
        assertThat(code.apply(DOCUMENT, false, false, "ana")).isEqualTo(would);
        assertThat(would)
                .extracting(change -> change.detector() + " " + change.action())
                .containsExactly("cpu/busy created", "cpu/adaptive changed", "cpu/together created");
        assertThat(would.get(1).differences())
                .containsExactly(new DetectorCode.Difference("adaptive.budget", 28.0, 4.0));
        assertThat(code.apply(DOCUMENT, false, false, "ana"))
                .allMatch(change -> change.action().equals("unchanged"));
        assertThat(code.apply(code.export("cpu"), true, false, "ana"))
                .hasSize(3)
                .allMatch(change -> change.action().equals("unchanged"));
        assertThat(code.export(null)).isEqualTo(code.export("cpu")).doesNotContain("version: 2");
        String alone =
                DOCUMENT.substring(0, DOCUMENT.indexOf("- kpi")) + DOCUMENT.substring(DOCUMENT.lastIndexOf("- kpi"));
        assertThat(code.apply(alone, true, false, "ana"))
                .extracting(change -> change.detector() + " " + change.action())
                .containsExactly("cpu/adaptive unchanged", "cpu/together deleted", "cpu/busy deleted");
        assertThat(fixture.desk.detectors().of("cpu")).singleElement().isInstanceOf(Detector.Adaptive.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit: 80 | limit: none | line 9, detectors[1]",
                "limit: 80 | limmit: 80 | threshold.limmit",
                "cpu/busy | cpu/nobody | cpu/nobody",
                "kind: threshold | kind: magic | adaptive, threshold, no_data",
                "name: busy | name: together | twice",
                "name: busy | nickname: busy | nickname",
                "version: 1 | version: 2 | version: 1",
                "version: 1 | version: [1 | this is no YAML",
                "budget: 4 | budget: !!java.util.Date 4 | this is no YAML"
            })
    void nothingIsChangedWhereAnythingIsWrong(String was, String is, String hint) {
        assertThatThrownBy(() -> code.apply(DOCUMENT.replace(was, is), false, false, "ana"))
                .hasMessageContaining(hint);
        assertThat(fixture.desk.detectors().of("cpu")).hasSize(1);
        assertThat(fixture.audit()).containsExactly("ana kpi.created kpi/cpu");
    }
}
