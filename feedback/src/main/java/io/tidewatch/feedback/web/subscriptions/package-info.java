// SPDX-License-Identifier: GPL-3.0-or-later
/** Webhooks and what was sent to them. */
@NullMarked
package io.tidewatch.feedback.web.subscriptions;

import org.jspecify.annotations.NullMarked;
