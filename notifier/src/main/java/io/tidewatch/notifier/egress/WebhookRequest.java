// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import io.tidewatch.core.subscription.WebhookUrl;
import java.util.Map;

/** A POST. */
public record WebhookRequest(WebhookUrl url, String contentType, String body, Map<String, String> headers) {}
