// SPDX-License-Identifier: GPL-3.0-or-later
/** Webhooks out. */
@NullMarked
package io.tidewatch.notifier;

import org.jspecify.annotations.NullMarked;
