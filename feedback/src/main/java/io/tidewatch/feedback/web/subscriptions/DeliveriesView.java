// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/**
 * What was sent to one subscription.
 *
 * @param older the address of the next page; empty at the end
 */
public record DeliveriesView(
        Frame frame,
        List<Choice> subscriptions,
        String current,
        List<Choice> states,
        List<Line> deliveries,
        String older) {
    /** A subscription or a state to look at. */
    public record Choice(String key, String label, String href, boolean current) {}

    /**
     * One event on its way.
     *
     * @param outcome first what came of it: "delivered", "waits for its next try"
     * @param error why, where it failed
     */
    public record Line(
            long id,
            String icon,
            boolean bad,
            String outcome,
            String error,
            String kind,
            String series,
            String attempts,
            Moment created,
            String href,
            boolean resendable) {}
}
