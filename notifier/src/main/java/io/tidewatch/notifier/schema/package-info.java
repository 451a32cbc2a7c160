// SPDX-License-Identifier: GPL-3.0-or-later
/** The published contract of webhooks. */
@NullMarked
package io.tidewatch.notifier.schema;

import org.jspecify.annotations.NullMarked;
