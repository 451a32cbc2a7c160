// SPDX-License-Identifier: GPL-3.0-or-later
/** Subscriptions as code: YAML in and out. */
@NullMarked
package io.tidewatch.feedback.subscription.code;

import org.jspecify.annotations.NullMarked;
