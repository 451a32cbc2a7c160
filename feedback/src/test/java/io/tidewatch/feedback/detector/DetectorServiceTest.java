// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.feedback.DeskFixture;
import io.tidewatch.feedback.kpi.KpiDraft;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CPU = """
            {"name":"busy","kind":"threshold","threshold":{"function":"mean","window":"PT5M","hurts":"above","limit":80}}""";
    private static DeskFixture fixture;
    private static DetectorService detectors;

    @BeforeAll
    static void start() {
        fixture = new DeskFixture();
        detectors = fixture.desk.detectors();
        fixture.desk.kpis().create("cpu", KpiDraft.defaults(), "ana");
        fixture.desk.kpis().create("signups", KpiDraft.defaults(), "ana");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CPU, """
                {"name":"p95","kind":"threshold","enabled":false,"threshold":{"function":"quantile","quantile":0.95,
                 "window":"PT1H","hurts":"below","limit":-3.5,"recovery":-2},
                 "conditions":{"m":3,"n":5,"minDuration":"PT10M","severity":"high"}}""", """
                {"name":"silent","kind":"no_data","noData":{}}""", """
                {"name":"silent-10","kind":"no_data","noData":{"after":"PT10M","patience":2}}""", """
                {"name":"joined","kind":"composite","composite":{"when":{"all":[{"detector":"signups/adaptive",
                 "direction":"down"},{"not":{"detector":"cpu/adaptive","severity":"high"}}]},"shared":["country"],
                 "window":"PT10M"}}""", """
                {"name":"takeover","kind":"event_count","eventCount":{"start":{"type":"login","newValueOf":"country"},
                 "count":{"type":"payment","attributes":{"state":"ok"}},"moreThan":3,"window":"PT1M","label":"user",
                 "enrich":["tier"]},"conditions":{"quietOnEvents":true}}"""})
    void whatIsCreatedIsStoredPublishedAndGivenBackAsItWasSent(String text) throws JsonProcessingException {
        Detector created = detectors.create("cpu", json(text), "ana");
        assertThat(detectors.find("cpu", created.name())).isEqualTo(created);
        assertThat(fixture.outbox(Topic.SETTINGS).stream()
                        .filter(Objects::nonNull)
                        .map(SettingsCodec::decode))
                .contains(new SettingsMessage.OfDetector(created));
        DetectorJson shown = JSON.readValue(JSON.writeValueAsString(DetectorJson.of(created)), DetectorJson.class);
        assertThat(DetectorReader.read(shown, "cpu", created.name(), 1)).isEqualTo(created);
        assertThat(fixture.audit()).contains("ana detector.created detector/" + created.id());
        refused(ErrorCode.CONFLICT, "another name", () -> detectors.create("cpu", json(text), "ben"));
        detectors.delete("cpu", created.name(), 1, "ana");
        refused(ErrorCode.NOT_FOUND, created.name(), () -> detectors.find("cpu", created.name()));
        assertThat(fixture.outbox(Topic.SETTINGS).getLast()).isNull();
    }

    @Test
    void theAdaptiveOneIsThereFromTheStartIsChangedAndNeverDeleted() throws JsonProcessingException {
        assertThat(detectors.of("signups")).extracting(Detector::name).containsExactly("adaptive");
        Detector changed = detectors.change("signups", "adaptive", json("""
                        {"version":1,"kind":"adaptive","adaptive":{"budget":4},"conditions":{"m":2,"n":3}}"""), "ana");
        assertThat(changed.conditions().m()).isEqualTo(2);
        assertThat(fixture.desk.kpis().find("signups").detector()).isEqualTo(changed);
        fixture.desk.kpis().change("signups", 1, KpiDraft.of(fixture.desk.kpis().find("signups")), "ana");
        assertThat(detectors.find("signups", "adaptive").conditions()).isEqualTo(changed.conditions());
        refused(ErrorCode.CONFLICT, "enabled: false", () -> detectors.delete("signups", "adaptive", 2, "ana"));
        refused(
                ErrorCode.CONFLICT,
                "it has version 2, yours was 1",
                () -> detectors.change(
                        "signups", "adaptive", json("{\"version\":1,\"kind\":\"adaptive\",\"adaptive\":{}}"), "ben"));
        refused(
                ErrorCode.CONFLICT,
                "can have one",
                () -> detectors.create(
                        "cpu", json("{\"name\":\"more\",\"kind\":\"adaptive\",\"adaptive\":{}}"), "ben"));
    }

    @Test
    void aCompositeNeedsWhatItNamesAndNeverItself() {
        detectors.create("cpu", json(CPU.replace("busy", "first")), "ana");
        detectors.create("cpu", json(composite("second", "cpu/first")), "ana");
        refused(ErrorCode.CONFLICT, "needed by cpu/second", () -> detectors.delete("cpu", "first", 1, "ana"));
        detectors.create("cpu", json(composite("third", "cpu/second")), "ana");
        refused(
                ErrorCode.INVALID_VALUE,
                "would wait for itself by way of cpu/third",
                () -> detectors.change(
                        "cpu",
                        "second",
                        json(composite("second", "cpu/third").replace("{\"name", "{\"version\":1,\"name")),
                        "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "cpu/nobody",
                () -> detectors.create("cpu", json(composite("fourth", "cpu/nobody")), "ana"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'PT5M'  | 'PT0S'      | window must be PT1S to PT168H, not PT0S",
                "'PT5M'  | 'five'      | Write it as PT5M",
                "mean    | median      | 'mean, sum, quantile, rate'",
                "above   | sideways    | above or below",
                "':80'   | ':null'     | limit",
                "':80'   | ':80,\"recovery\":90' | recovery must be at most the limit of 80.0",
                "busy    | Busy_Cpu    | Write cpu-above-80",
                "threshold | magic     | 'adaptive, threshold, no_data'",
                "'}}'    | '},\"conditions\":{\"m\":4,\"n\":3}}' | 3 of 5 means",
                "'}}'    | '},\"conditions\":{\"minDuration\":\"PT48H\"}}' | PT24H",
                "'}}'    | '},\"conditions\":{\"mediumFrom\":3,\"highFrom\":2}}' | medium <= high"
            })
    void saysWhatIsWrongAndWhatIsPossible(String was, String is, String hint) {
        int at = CPU.indexOf(was);
        String wrong = CPU.substring(0, at) + is + CPU.substring(at + was.length());
        refused(ErrorCode.INVALID_VALUE, hint, () -> detectors.create("cpu", json(wrong), "ana"));
    }

    @Test
    void refusesACompositeThatHoldsWhileNothingHappens() {
        String never = """
                {"name":"never","kind":"composite","composite":{"when":{"not":{"detector":"cpu/adaptive"}}}}""";
        refused(ErrorCode.INVALID_VALUE, "while nothing happens", () -> detectors.create("cpu", json(never), "ana"));
    }

    private static String composite(String name, String input) {
        return "{\"name\":\"" + name + "\",\"kind\":\"composite\",\"composite\":{\"when\":{\"detector\":\"" + input
                + "\"}}}";
    }

    private static DetectorJson json(String text) {
        try {
            return JSON.readValue(text, DetectorJson.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static void refused(ErrorCode code, String hint, ThrowingCallable call) {
        assertThatThrownBy(call).asInstanceOf(type(TidewatchException.class)).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(hint);
        });
    }
}
