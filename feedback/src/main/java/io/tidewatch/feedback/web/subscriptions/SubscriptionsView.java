// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/** The webhooks that one may see. */
public record SubscriptionsView(Frame frame, List<Line> subscriptions, SubscriptionForm form, boolean mayEdit) {
    /**
     * One of them.
     *
     * @param wants its filter in words
     * @param spares how it spares its readers, in words; empty where it doesn't
     * @param state "on", "paused", "switched off"
     * @param bad whether its receiver fails
     * @param health how the receiver has been, in words
     * @param mine whether one may change it
     */
    public record Line(
            String id,
            long version,
            String name,
            String url,
            String format,
            String wants,
            String spares,
            String owner,
            String state,
            boolean paused,
            boolean bad,
            String health,
            boolean mine) {}
}
