// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.routing;

import io.tidewatch.feedback.routing.DryRun;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who would be told.
 *
 * @param run empty before anything was asked
 * @param problem what is wrong with the question
 * @param all whether everybody's subscriptions are asked, or one's own
 */
public record RoutingView(
        Frame frame,
        String series,
        List<Option> severities,
        List<Option> kinds,
        String at,
        @Nullable DryRun run,
        String problem,
        boolean all) {
    /** A line of a list. */
    public record Option(String value, boolean chosen) {}

    /** The most telling first: who is told, who later, who never. */
    public List<DryRun.Answer> answers() {
        return run == null
                ? List.of()
                : run.answers().stream()
                        .sorted(java.util.Comparator.comparingInt(RoutingView::rank)
                                .thenComparing(DryRun.Answer::name))
                        .toList();
    }

    public long told() {
        return answers().stream().filter(each -> rank(each) < 2).count();
    }

    private static int rank(DryRun.Answer answer) {
        return List.of("now", "grouped", "held", "never").indexOf(answer.told());
    }
}
