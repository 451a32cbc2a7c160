// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.storage.log.LogClients;
import io.tidewatch.testkit.log.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerRoleTest {
    private static final int KILLED_AT = Inputs.SPIKE + 2;

    private final String bootstrap = TestBroker.shared().bootstrap();
    private final LogClients clients = ScorerProcess.clients(bootstrap);

    @TempDir
    private Path directory;

    @Test
    void aKilledScorerLosesAndDoublesNothing() throws Exception {
        try (Fleet fleet = new Fleet(clients, "killed")) {
            Map<String, List<String>> expected = fleet.expected();
            fleet.announce();
            fleet.send(0, KILLED_AT);
            Process first = ScorerProcess.start(bootstrap, "killed-scorer-app", directory);
            try {
                // Some alerts are open, and points flow while it dies.
                fleet.read(Fleet.SERIES / 2 * 3);
                fleet.send(KILLED_AT, KILLED_AT + 100);
            } finally {
                kill(first);
            }
            fleet.send(KILLED_AT + 100, Fleet.POINTS);
            Process second = ScorerProcess.start(bootstrap, "killed-scorer-app", directory);
            try {
                fleet.read(Fleet.count(expected));
                fleet.poll(Duration.ofMillis(500));
            } finally {
                kill(second);
            }
            assertThat(fleet.seen).isEqualTo(expected);
        }
    }

    @Test
    void aStandbyGoesOnWhereAKilledScorerWas() throws Exception {
        ScorerRole standby =
                new ScorerRole(ScorerProcess.settings("standby-app"), clients, directory.resolve("standby"));
        try (Fleet fleet = new Fleet(clients, "standby")) {
            Map<String, List<String>> expected = fleet.expected();
            fleet.announce();
            fleet.send(0, KILLED_AT);
            // Only now: a scorer that runs already may meet points before their forecasts.
            Process first = ScorerProcess.start(bootstrap, "standby-app", directory.resolve("first"));
            long rebalances;
            try {
                fleet.read(Fleet.SERIES / 2 * 3);
                standby.start();
                rebalances = await(standby, "tidewatch_scorer_standby_partitions", 1);
            } finally {
                kill(first);
            }
            fleet.send(KILLED_AT, Fleet.POINTS);
            fleet.read(Fleet.count(expected));
            fleet.poll(Duration.ofMillis(500));
            assertThat(fleet.seen).isEqualTo(expected);
            assertThat(measure(standby, "tidewatch_scorer_partitions"))
                    .as("one process scores all there is")
                    .isGreaterThanOrEqualTo(TestBroker.PARTITIONS);
            assertThat(measure(standby, "tidewatch_scorer_rebalances_total")).isGreaterThan(rebalances);
            assertThat(measure(standby, "tidewatch_scorer_standby_partitions")).isZero();
        } finally {
            standby.stop();
        }
    }

    @Test
    void saysHowItIsAndStopsTwice() {
        ScorerRole role = new ScorerRole(ScorerProcess.settings("started-scorer-app"), clients, directory);
        assertThat(role.trouble()).isEqualTo("it was not started");
        role.start();
        assertThat(role.trouble()).isEmpty();
        assertThat(role.lag()).isNotNegative();
        role.stop();
        role.stop();
        assertThat(role.trouble()).isEqualTo("it was not started");
    }

    private static void kill(Process process) throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** @return how many rebalances there were when the measure had become at least so much */
    private static long await(ScorerRole role, String measure, long least) {
        long start = System.nanoTime();
        while (measure(role, measure) < least) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
            Thread.onSpinWait();
        }
        return measure(role, "tidewatch_scorer_rebalances_total");
    }

    private static long measure(ScorerRole role, String name) {
        return role.measures().stream()
                .filter(measure -> measure.name().equals(name))
                .mapToLong(measure -> Math.round(measure.value().getAsDouble()))
                .sum();
    }
}
