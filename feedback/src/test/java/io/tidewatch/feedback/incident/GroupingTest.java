// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.incident.Grouping.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingTest {
    private static final Grouping.Relation SAME_CAUSE = (one, other) ->
            one.series().labels().get("cause").equals(other.series().labels().get("cause"));

    private static Member alert(String kpi, String cause, long started) {
        SeriesKey series = new SeriesKey(kpi, Labels.of("cause", cause));
        return new Member(AlertId.of(series.id(), "adaptive", started), series, started, 1, Optional.empty());
    }

    /** Causes at random times, each felt by some KPIs within ten minutes, and KPIs that stray alone meanwhile. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheCausesWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        List<Member> members = new ArrayList<>();
        for (int cause = 0; cause < 40; cause++) {
            long at = cause * 2 * Micros.HOUR + random.nextInt(60) * Micros.MINUTE;
            int felt = 1 + random.nextInt(6);
            for (int kpi = 0; kpi < felt; kpi++) {
                members.add(alert("kpi" + kpi, "cause" + cause, at + random.nextInt(10) * Micros.MINUTE));
            }
            members.add(alert("stray", "stray" + cause, at + random.nextInt(10) * Micros.MINUTE));
        }
        Map<String, Set<AlertId>> truth = new HashMap<>(members.stream()
                .collect(Collectors.groupingBy(
                        member -> member.series().labels().get("cause").orElseThrow(),
                        Collectors.mapping(Member::id, Collectors.toSet()))));
        List<Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);

        List<List<Member>> found = Grouping.of(shuffled, SAME_CAUSE);

        assertThat(found.stream()
                        .map(group -> group.stream().map(Member::id).collect(Collectors.toSet()))
                        .toList())
                .as("seed " + seed)
                .containsExactlyInAnyOrderElementsOf(truth.values());
        assertThat(found).isEqualTo(Grouping.of(members, SAME_CAUSE));
    }

    @Test
    void aNoisyHourDoesNotRunIntoTheNext() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            members.add(alert("kpi" + i, "one", i * 10 * Micros.MINUTE));
        }
        assertThat(Grouping.of(members, SAME_CAUSE))
                .hasSize(4)
                .allSatisfy(group -> assertThat(
                                group.getLast().started() - group.getFirst().started())
                        .isLessThanOrEqualTo(Grouping.SPAN));
    }

    @Test
    void seriesThatMoveTogetherAreToldFromThoseThatDoNot() {
        Random random = new Random(7);
        Map<Long, Double> cause = new HashMap<>();
        Map<Long, Double> follower = new HashMap<>();
        Map<Long, Double> opposite = new HashMap<>();
        Map<Long, Double> other = new HashMap<>();
        for (long i = 0; i < 30; i++) {
            double shock = i >= 22 ? 4 : 0;
            cause.put(i, shock + random.nextGaussian() * 0.3);
            follower.put(i, shock + random.nextGaussian() * 0.3);
            opposite.put(i, -shock + random.nextGaussian() * 0.3);
            other.put(i, (i >= 8 && i < 12 ? 4 : 0) + random.nextGaussian() * 0.3);
        }
        assertThat(Together.are(cause, follower)).isTrue();
        assertThat(Together.are(cause, opposite)).isTrue();
        assertThat(Together.are(cause, other)).isFalse();
        assertThat(Together.are(cause, Map.of(1L, 1.0, 2L, 2.0))).isFalse();
    }
}
