// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/** One delivery with its attempts: outcome first, technical ids folded. */
public record DeliveryView(
        Frame frame,
        DeliveriesView.Line line,
        String subscription,
        String subscriptionId,
        List<Try> attempts,
        String body,
        List<Id> ids,
        boolean mayResend) {
    /** One attempt. */
    public record Try(
            Moment at, String outcome, boolean bad, String took, String error, String request, String response) {}

    /** A technical id. */
    public record Id(String name, String value) {}
}
