// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.feedback.DeskFixture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiServiceTest {
    private static DeskFixture fixture;
    private static KpiService kpis;

    @BeforeAll
    static void start() {
        fixture = new DeskFixture();
        kpis = fixture.desk.kpis();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void aNewKpiIsWatchedFromTheStart() {
        KpiBody body = new KpiBody(
                "signups",
                null,
                "signups",
                null,
                "growth",
                "Europe/Berlin",
                "PT5M",
                "count",
                null,
                "down",
                null,
                null,
                null);
        KpiSettings created = kpis.create("signups", body.on(KpiDraft.defaults()), "ana");
        assertThat(kpis.find("signups")).isEqualTo(created);
        assertThat(created.kpi().kind()).isEqualTo(KpiKind.COUNT);
        assertThat(created.kpi().direction()).isEqualTo(Direction.DOWN);
        assertThat(created.detector().id()).isEqualTo("signups/adaptive");
        assertThat(created.detector().enabled()).isTrue();
        assertThat(fixture.outbox(Topic.SETTINGS).stream().map(SettingsCodec::decode))
                .contains(new SettingsMessage.OfKpi(created.kpi()), new SettingsMessage.OfDetector(created.detector()));
        assertThat(fixture.audit()).contains("ana kpi.created kpi/signups");
        refused(ErrorCode.CONFLICT, "exists already", () -> kpis.create("signups", KpiDraft.defaults(), "ben"));
    }

    @Test
    void aChangeNamesTheVersionThatItWasMadeOn() {
        kpis.create("changed", KpiDraft.defaults(), "ana");
        KpiBody budget = new KpiBody(
                null,
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new KpiBody.DetectorBody(null, 4.0, null, 0.1));
        KpiSettings second = kpis.change("changed", 1, budget.on(KpiDraft.of(kpis.find("changed"))), "ana");
        assertThat(second.kpi().version()).isEqualTo(2);
        assertThat(second.detector().version()).isEqualTo(2);
        assertThat(second.detector().budget()).isEqualTo(4);
        assertThat(second.detector().enabled()).isTrue();
        KpiDraft renamed = KpiDraft.of(second);
        KpiSettings third = kpis.change("changed", 2, renamed, "ana");
        assertThat(third.detector().version()).isEqualTo(2);
        assertThat(kpis.find("changed")).isEqualTo(third);
        refused(ErrorCode.CONFLICT, "it has version 3, yours was 2", () -> kpis.change("changed", 2, renamed, "ben"));
        refused(ErrorCode.NOT_FOUND, "nobody", () -> kpis.change("nobody", 1, renamed, "ben"));
    }

    @ParameterizedTest
    @CsvSource({
        "zone, Mars/Phobos, Europe/Berlin",
        "step, 5 minutes, PT5M",
        "step, PT0S, PT1S",
        "lateLimit, PT48H, PT24H",
        "kind, guage, 'gauge, count, ratio'",
        "denominator, visits, make the kind ratio instead of gauge",
        "denominator, 9visits, letter",
        "direction, sideways, 'both, up, down'",
        "budget, 0, 0.1",
        "budget, NaN, 0.1",
        "minAbsoluteDeviation, -1, 0 or more",
        "name, 9lives, letter"
    })
    void saysWhatIsWrongAndWhatIsPossible(String field, String value, String hint) {
        KpiBody body = new KpiBody(
                null,
                null,
                null,
                null,
                null,
                at("zone", field, value),
                at("step", field, value),
                at("kind", field, value),
                at("denominator", field, value),
                at("direction", field, value),
                at("lateLimit", field, value),
                null,
                new KpiBody.DetectorBody(
                        null, number("budget", field, value), number("minAbsoluteDeviation", field, value), null));
        String name = field.equals("name") ? value : "wrong";
        refused(ErrorCode.INVALID_VALUE, hint, () -> kpis.create(name, body.on(KpiDraft.defaults()), "ana"));
        assertThat(kpis.all()).noneMatch(known -> known.kpi().name().equals(name));
    }

    @Test
    void aRatioNamesTheKpiThatItIsARatioOf() {
        kpis.create("visits", KpiDraft.defaults(), "ana");
        KpiSettings created = kpis.create("conversion", ratioOf(" visits ").on(KpiDraft.defaults()), "ana");
        assertThat(created.kpi().denominator()).contains("visits");
        assertThat(KpiJson.of(kpis.find("conversion")).denominator()).isEqualTo("visits");
        assertThat(fixture.audit()).contains("ana kpi.created kpi/conversion");
        KpiDraft kept = unchanged().on(KpiDraft.of(created));
        assertThat(kept.denominator()).contains("visits");
        refused(
                ErrorCode.INVALID_VALUE,
                "must be another KPI, not itself",
                () -> kpis.change("conversion", 1, ratioOf("conversion").on(KpiDraft.of(created)), "ana"));
        refused(
                ErrorCode.INVALID_VALUE,
                "\"vists\" is no KPI. Create it first",
                () -> kpis.change("conversion", 1, ratioOf("vists").on(KpiDraft.of(created)), "ana"));
        KpiSettings without = kpis.change("conversion", 1, ratioOf("").on(KpiDraft.of(created)), "ana");
        assertThat(without.kpi().denominator()).isEmpty();
        assertThat(KpiJson.of(without).denominator()).isNull();
    }

    private static KpiBody ratioOf(String denominator) {
        return new KpiBody(null, null, null, null, null, null, null, "ratio", denominator, null, null, null, null);
    }

    private static KpiBody unchanged() {
        return new KpiBody(null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void limitsWords() {
        KpiBody body =
                new KpiBody(null, null, "u".repeat(81), null, null, null, null, null, null, null, null, null, null);
        refused(
                ErrorCode.INVALID_VALUE,
                "80 characters, not 81",
                () -> kpis.create("wordy", body.on(KpiDraft.defaults()), "ana"));
    }

    private static @Nullable String at(String wanted, String field, String value) {
        return wanted.equals(field) ? value : null;
    }

    private static @Nullable Double number(String wanted, String field, String value) {
        return wanted.equals(field) ? Double.valueOf(value) : null;
    }

    private static void refused(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(words)
                .asInstanceOf(type(TidewatchException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
