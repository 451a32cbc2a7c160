// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import io.tidewatch.feedback.routing.DryRun;
import io.tidewatch.feedback.routing.DryRun.Answer;
import io.tidewatch.feedback.routing.DryRun.Step;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.routing.RoutingView;
import io.tidewatch.feedback.web.silences.SilencesView;
import io.tidewatch.feedback.web.subscriptions.SubscriptionEditView;
import io.tidewatch.feedback.web.subscriptions.SubscriptionForm;
import io.tidewatch.feedback.web.subscriptions.SubscriptionForm.Option;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** The pages about who is told, over the invented day. */
final class StageRouting {
    private final StagePages pages;

    StageRouting(StagePages pages) {
        this.pages = pages;
    }

    static SubscriptionForm form() {
        return new SubscriptionForm(
                "Shop <on call>",
                "https://hooks.example.org/tidewatch/shop",
                List.of(new Option("standard", "Tidewatch JSON", true), new Option("slack", "Slack", false)),
                "checkout.*, payments.*",
                "country=DE",
                false,
                List.of(new Option("high", "high", true), new Option("medium", "medium", false)),
                List.of(
                        new Option("alert.opened", "alert.opened", true),
                        new Option("alert.resolved", "alert.resolved", false)),
                true,
                List.of(new Option("", "don't group", false), new Option("PT5M", "5 min", true)),
                "kpi",
                List.of(new Option("", "never", true)),
                List.of(new Option("", "tell at once", true)),
                "22:00",
                "07:00",
                "Europe/Berlin",
                List.of(new Option("high", "high", true)),
                "friday",
                1,
                "[]");
    }

    SubscriptionEditView edit(String theme) {
        return new SubscriptionEditView(pages.frame("Shop on call", Section.SUBSCRIPTIONS, theme), "a1", 3, form());
    }

    SilencesView silences(String theme, boolean quiet) {
        Moment from = Moment.of(Story.NOW.minus(Duration.ofHours(1)), Story.NOW, ZoneOffset.UTC);
        Moment until = Moment.of(Story.NOW.plus(Duration.ofHours(2)), Story.NOW, ZoneOffset.UTC);
        List<SilencesView.Line> lines = List.of(
                new SilencesView.Line(
                        "s1", "checkout.*; country=DE", "Release 4.2", "anna.k", from, until, "in force", true),
                new SilencesView.Line("s2", "db.*", "Moving to <new> disks", "mona", until, until, "to come", false));
        return new SilencesView(
                pages.frame("Silences", Section.SILENCES, theme), quiet ? List.of() : lines, true, "checkout.*", "");
    }

    RoutingView routing(String theme) {
        List<Step> steps = List.of(
                new Step("Does it want this kind of event?", true, ""), new Step("Is it silenced?", false, "silenced"));
        DryRun run = new DryRun(
                "checkout.errors{country=\"DE\"}",
                "high",
                "alert.opened",
                Story.NOW,
                List.of(
                        new Answer("a1", "Shop on call", "anna.k", "now", "wanted", "told at once", "on", List.of()),
                        new Answer(
                                "a2",
                                "Growth",
                                "mona",
                                "held",
                                "silenced",
                                "held back, and kept in the delivery log: silenced by anna.k until 16:00: Release 4.2",
                                "paused",
                                steps),
                        new Answer(
                                "a3",
                                "Night shift",
                                "anna.k",
                                "never",
                                "kpi-not-wanted",
                                "kpi not wanted",
                                "on",
                                steps)));
        return new RoutingView(
                pages.frame("Who is told", Section.ROUTING, theme),
                run.series(),
                List.of(new RoutingView.Option("high", true)),
                List.of(new RoutingView.Option("alert.opened", true)),
                "",
                run,
                "",
                true);
    }
}
