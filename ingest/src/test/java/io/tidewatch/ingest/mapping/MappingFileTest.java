// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFileTest {
    private static final String RULES = """
            rules:
              - match: {measurement: "internal_*"}
                ignore: true
              - kpi: cpu_busy
                match: {measurement: cpu, field: usage_idle, tags: {cpu: cpu-total}}
                labels: {host: server}
                formula: 100 - value
              - kpi: "{measurement}_per_minute"
                match: {measurement: "*_total"}
                labels: [service]
                step: 1m
                aggregate: rate
              - kpi: error_ratio
                labels: [service]
                step: 5m
                late: 30m
                inputs:
                  errors: {match: {measurement: requests_total, tags: {code: "5*"}}, aggregate: rate}
                  requests: {match: {measurement: requests_total}, aggregate: rate}
                formula: errors / requests
                guard: {requests: 0.5}
            """;

    @Test
    void selectsRenamesAndComputes() {
        Mapping mapping = MappingFile.parse(RULES);
        assertThat(mapping.route("internal_agent", "errors", Map.of()).targets())
                .isEmpty();
        List<Target> busy = mapping.route("cpu", "usage_idle", Map.of("host", "a", "cpu", "cpu-total"))
                .targets();
        assertThat(busy).singleElement().isInstanceOfSatisfying(Target.Point.class, point -> {
            assertThat(point.key()).hasToString("cpu_busy{server=\"a\"}");
            assertThat(point.formula().orElseThrow().value(name -> 30)).isEqualTo(70);
        });
        assertThat(mapping.route("cpu", "usage_idle", Map.of("host", "a", "cpu", "cpu0"))
                        .targets())
                .singleElement()
                .isInstanceOfSatisfying(
                        Target.Point.class,
                        point -> assertThat(point.key()).hasToString("cpu.usage_idle{cpu=\"cpu0\",host=\"a\"}"));
    }

    @Test
    void aValueMayServeSeveralAggregates() {
        Mapping mapping = MappingFile.parse(RULES);
        Map<String, String> tags = Map.of("service", "shop", "code", "503", "instance", "1");
        List<Target> targets = mapping.route("requests_total", "", tags).targets();
        assertThat(targets).hasSize(3);
        Target.Window rate = (Target.Window) targets.get(0);
        Target.Window ratio = (Target.Window) targets.get(1);
        assertThat(rate.outputs()).singleElement().hasToString("requests_total_per_minute{service=\"shop\"}");
        assertThat(ratio.outputs()).singleElement().hasToString("error_ratio{service=\"shop\"}");
        assertThat(ratio.input()).isEqualTo("errors");
        assertThat(((Target.Window) targets.get(2)).input()).isEqualTo("requests");
        WindowSpec spec = ratio.spec();
        assertThat(spec.getStepMicros()).isEqualTo(300_000_000L);
        assertThat(spec.getLateMicros()).isEqualTo(1_800_000_000L);
        assertThat(spec.getGuards(0).getLeast()).isEqualTo(0.5);
    }

    @Test
    void bucketsWithoutARuleBecomeQuantiles() {
        Map<String, String> tags = Map.of("le", "0.5", "region", "eu");
        Target.Window window = (Target.Window)
                Mapping.PLAIN.route("latency_bucket", "", tags).targets().getFirst();
        assertThat(window.outputs())
                .extracting(Object::toString)
                .containsExactly(
                        "latency.p50{region=\"eu\"}", "latency.p95{region=\"eu\"}", "latency.p99{region=\"eu\"}");
        assertThat(window.bound()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {kpi: a}                                                         | match needs a measurement
            {match: {measurement: x}}                                        | kpi is missing
            {kpi: "a b", match: {measurement: x}}                            | "a b" does not
            {kpi: a, match: {measurement: x}, aggregate: sum}                | need a step
            {kpi: a, match: {measurement: x}, step: 1m}                      | aggregate must be sum
            {kpi: a, match: {measurement: x}, step: 1m, aggregate: median}   | not median
            {kpi: a, match: {measurement: x}, step: soon, aggregate: sum}    | step must be a time such as 30s
            {kpi: a, match: {measurement: x}, step: 10ms, aggregate: sum}    | step must be 1s to 1d
            {kpi: a, match: {measurement: x}, step: 1m, aggregate: quantile} | quantiles, as in
            {kpi: a, match: {measurement: x}, step: 1m, aggregate: quantile, quantiles: [99]} | between 0 and 1
            {kpi: a, match: {measurement: x}, formula: value / other}        | names other
            {kpi: a, match: {measurement: x}, formula: (value}               | character 7
            {kpi: a, step: 1m, inputs: {e: {match: {measurement: x}, aggregate: sum}}} | need a formula
            {kpi: a, step: 1m, formula: e, guard: {r: 1}, inputs: {e: {match: {measurement: x}, aggregate: sum}}} | guard names r
            {ignore: true, kpi: a, match: {measurement: x}}                  | ignore stands beside
            {kpi: a, macth: {measurement: x}}                                | macth
            {kpi: a, match: {measurement: x, tags: {b: }}}                   | `null` value encountered for property "tags"
            {kpi: a, step: 1m, formula: e, inputs: {e: }}                    | `null` value encountered for property "inputs"
            {kpi: a, match: {measurement: x}, step: 1m, aggregate: quantile, quantiles: [null]} | `null` value encountered for property "quantiles"
            """)
    void saysWhatIsWrongWithARule(String rule, String message) {
        assertThatThrownBy(() -> MappingFile.parse("rules:\n  - " + rule))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining(message);
    }

    @Test
    void followsTheFileAndKeepsTheRulesWhenItBreaks(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mapping.yaml");
        assertThatThrownBy(() -> new MappingFile(file.toString())).hasMessageContaining("can't be read");
        Files.writeString(file, RULES);
        try (MappingFile mapping = new MappingFile(file.toString())) {
            assertThat(mapping.current().rules()).isEqualTo(4);
            Files.writeString(file, "rules: [{kpi: a}]");
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T00:00:00Z")));
            await().atMost(Duration.ofSeconds(20)).until(() -> mapping.trouble().contains("rule 1 (a)"));
            assertThat(mapping.current().rules()).isEqualTo(4);
            Files.writeString(file, "rules: []");
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-02T00:00:00Z")));
            await().atMost(Duration.ofSeconds(20)).until(() -> mapping.current().rules() == 0);
            assertThat(mapping.trouble()).isEmpty();
        }
    }

    @Test
    void formulasFollowTheRulesOfArithmetic() {
        Map<String, Double> values = Map.of("a", 6.0, "b.c", 2.0);
        assertThat(Formula.parse("a - b.c * 2 - 1").value(values::get)).isEqualTo(1);
        assertThat(Formula.parse("-(a+b.c)/ -4").value(values::get)).isEqualTo(2);
        assertThat(Formula.parse("max(a, b.c) / min(a,b.c) + abs(-.5)").value(values::get))
                .isEqualTo(3.5);
        assertThat(Formula.parse("a / 0").value(values::get)).isInfinite();
        assertThatThrownBy(() -> Formula.parse("(".repeat(5_000))).hasMessageContaining("nested");
    }
}
