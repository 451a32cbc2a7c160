// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.incident;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts alerts together that began close to one another and whose series belong together. Each, in the order of their start, joins
 * the oldest group that has a member close to it and related to it; so the same alerts give the same groups, whatever the order in
 * which they became known. What was grouped once stays together.
 */
final class Grouping {
    /** Starts further apart than this are not close. */
    static final long CLOSE = 15 * Micros.MINUTE;
    /** A group takes nobody in that began later than this after its first: else one noisy hour runs into the next. */
    static final long SPAN = Micros.HOUR;

    private static final Comparator<Member> BY_START = Comparator.comparingLong(Member::started)
            .thenComparing(member -> member.id().value());

    private Grouping() {}

    /**
     * An alert to be grouped.
     *
     * @param started UTC microseconds since 1970
     * @param sign 1 above what was expected, -1 below
     * @param incident in which it stands already
     */
    record Member(AlertId id, SeriesKey series, long started, int sign, Optional<AlertId> incident) {}

    /** Whether two series belong together. */
    @FunctionalInterface
    interface Relation {
        boolean related(Member one, Member other);
    }

    /** Every alert stands in one group; each group and the list of them is in order of the start. */
    static List<List<Member>> of(List<Member> members, Relation relation) {
        List<List<Member>> groups = new ArrayList<>();
        for (Member member : members.stream().sorted(BY_START).toList()) {
            groups.stream()
                    .filter(group -> belongs(group, member, relation))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Member> fresh = new ArrayList<>();
                        groups.add(fresh);
                        return fresh;
                    })
                    .add(member);
        }
        return groups;
    }

    private static boolean belongs(List<Member> group, Member member, Relation relation) {
        if (member.incident().isPresent()
                && group.stream().anyMatch(other -> other.incident().equals(member.incident()))) {
            return true;
        }
        return member.started() - group.getFirst().started() <= SPAN
                && group.stream()
                        .anyMatch(other ->
                                member.started() - other.started() <= CLOSE && relation.related(other, member));
    }
}
