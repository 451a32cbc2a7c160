// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.util.UUID;

/**
 * An event for a subscription.
 *
 * @param eventId with the subscription it is unique; also the webhook-id
 * @param kind the event's slug
 * @param lane the alert: what is of one lane goes to one subscription in order
 * @param series in canonical form, for the log
 * @param silenced why it is held back; empty where it is to be sent
 */
public record NewDelivery(
        UUID subscription,
        String eventId,
        String kind,
        String lane,
        String series,
        String contentType,
        String body,
        String silenced) {}
