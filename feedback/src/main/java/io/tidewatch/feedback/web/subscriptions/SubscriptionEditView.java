// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.subscriptions;

import io.tidewatch.feedback.web.page.Frame;

/** A subscription to be changed. */
public record SubscriptionEditView(Frame frame, String id, long version, SubscriptionForm form) {}
