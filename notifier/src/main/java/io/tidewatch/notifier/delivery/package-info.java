// SPDX-License-Identifier: GPL-3.0-or-later
/** Sending: when, to whom, what follows from the answer. */
@NullMarked
package io.tidewatch.notifier.delivery;

import org.jspecify.annotations.NullMarked;
